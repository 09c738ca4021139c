/** What tells a person of what concerns them: outside the page, by a sound, in the title, and in a list that is kept. */
export { BellCount, Notifier } from "./lazy.ts";
export { NotificationsPage } from "./notifications-page.tsx";
export { askForPermission, usePermission } from "./permission.ts";
export { playSound, useIsSoundBlocked } from "./sounds.ts";
