import { driverCapabilities, DriverKind, type DriverOffer } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Db } from "../../platform/db/db.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { presentConnection, presentConnectionSummary } from "./connection.presenter.ts";
import { type ConnectionRow, listConnectionRows } from "./connection.repository.ts";
import {
  type ConnectionDeps,
  createConnection,
  deleteConnection,
  getConnection,
  logoutConnection,
  requestPairingCode,
  setDesiredState,
  updateConnection,
} from "./connection.service.ts";

type ConnectionHandlers = Pick<
  Handlers,
  | "listConnections"
  | "listConnectionSummaries"
  | "listDrivers"
  | "getConnection"
  | "createConnection"
  | "updateConnection"
  | "deleteConnection"
  | "connectConnection"
  | "disconnectConnection"
  | "logoutConnection"
  | "requestPairingCode"
>;

export function connectionHandlers(deps: ConnectionDeps): ConnectionHandlers {
  return {
    listConnections: ({ context, query }) => listPage(context.db, query, presentConnection),
    listConnectionSummaries: ({ context, query }) => listPage(context.db, query, presentConnectionSummary),
    listDrivers: async () => ({
      items: await Promise.all(DriverKind.options.map((driver) => offerOf(deps, driver))),
    }),
    getConnection: ({ context, params }) => getConnection(context.db, params.id),
    createConnection: ({ context, body }) => createConnection(deps, context, body),
    updateConnection: ({ context, params, body }) => updateConnection(deps, context, { id: params.id, changes: body }),
    deleteConnection: ({ context, params }) => deleteConnection(deps, context, params),
    connectConnection: ({ context, params }) => setDesiredState(deps, context, { id: params.id, isEnabled: true }),
    disconnectConnection: ({ context, params }) => setDesiredState(deps, context, { id: params.id, isEnabled: false }),
    logoutConnection: ({ context, params }) => logoutConnection(deps, context, params),
    requestPairingCode: ({ context, params, body }) => requestPairingCode(deps, context, { ...params, ...body }),
  };
}

async function listPage<Item>(
  db: Db,
  query: { cursor?: string | undefined; limit: number },
  present: (row: ConnectionRow) => Item,
) {
  const after = decodeCursor(query.cursor, [cursorKey.number, cursorKey.text, cursorKey.id]);
  const place = after === null ? null : { isOther: after[0] === 1, name: after[1], id: after[2] };
  const rows = await listConnectionRows(db, place, query.limit + 1);
  return toPage(rows, query.limit, (row) => [row.isDefault ? 0 : 1, row.name.toLowerCase(), row.id], present);
}

async function offerOf({ control }: ConnectionDeps, driver: DriverKind): Promise<DriverOffer> {
  const unavailableReason = await control.unavailableBecause(driver);
  const isAvailable = unavailableReason === null;
  return { driver, isAvailable, unavailableReason, capabilities: driverCapabilities[driver] };
}
