export { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";
export { checkExternalPostgres } from "./external.ts";
