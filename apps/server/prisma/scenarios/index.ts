export { applyMigrations } from "../../src/platform/db/migrate.ts";
export { largeScenarioPassword, seedLarge } from "./large.ts";
