/** What this browser keeps. */
export { lazyDatabase } from "./open-database.ts";
