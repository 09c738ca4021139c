/** The company's numbers: their settings, sealed secrets and desired state. What connects them is in whatsapp/. */
export { createCloudApiConnections } from "./cloud-api-connections.read-model.ts";
export type { ConnectionControl } from "./connection-control.ts";
export { connectionHandlers } from "./connection.controller.ts";
export { presentConnection, presentConnectionSummary } from "./connection.presenter.ts";
export { type ConnectionRow, loadConnections } from "./connection.repository.ts";
export { type ConnectionSecrets, createConnectionSecrets } from "./connection-secrets.ts";
export { checkConnections } from "./connection-checks.read-model.ts";
export { type ConnectionDeps, createConnection, getConnection } from "./connection.service.ts";
export { changeOpenSettings } from "./change-open-settings.ts";
export { createConnectionStore } from "./connection-store.repository.ts";
