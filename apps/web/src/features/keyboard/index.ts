/** What the keyboard does on every page: the sheet of shortcuts, going to pages and regions, a focus that is never lost. */
export { Keyboard } from "./lazy.ts";
