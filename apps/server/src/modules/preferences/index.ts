export { preferenceHandlers } from "./preference.controller.ts";
export { readPreferences } from "./read-preferences.ts";
