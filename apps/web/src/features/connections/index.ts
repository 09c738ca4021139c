/** The company's numbers. */
export { connectionsQuery, connectionSummariesQuery } from "./connection-queries.ts";
export { applyConnection, connectionHandlers } from "./connection-realtime.ts";
