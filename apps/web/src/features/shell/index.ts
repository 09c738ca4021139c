/** What stands around the pages: navigation, guard, session, connection line. */
export { BrokenPage, type BrokenPageProps } from "./broken-page.tsx";
export { Frame } from "./frame.tsx";
export { Guard, useSetupNeeded } from "./guard.tsx";
export { type Place, placesOf } from "./places.ts";
export { PresenceDot } from "./presence-dot.tsx";
export { SessionStart } from "./session-start.tsx";
export { ownStatuses, useOwnStatus } from "./use-own-status.ts";
