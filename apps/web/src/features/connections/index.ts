/** The company's numbers. */
export { connectionsQuery, connectionSummariesQuery } from "./connection-queries.ts";
export { applyConnection, connectionHandlers } from "./connection-realtime.ts";
export { ConnectionStatus } from "./connection-status.tsx";
export { ConnectionsPage } from "./connections-page.tsx";
