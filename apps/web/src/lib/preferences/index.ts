export { changePreferences } from "./change-preferences.ts";
export { useChangePreferences } from "./use-change-preferences.ts";
