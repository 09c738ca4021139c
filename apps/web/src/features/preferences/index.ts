/** How a person has set the product up for themselves, in one place. */
export { PreferencesPage } from "./preferences-page.tsx";
