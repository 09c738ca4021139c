import type { QueryClient } from "@tanstack/react-query";
import type { Connection, ConnectionSummary } from "@whatskovi/contract";
import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { connectionKeys } from "./connection-queries.ts";

type Rows<Row> = Row[] | undefined;

/** Replaces a number in the list, or adds it; only one is the default. */
export function applyConnection(queryClient: QueryClient, connection: Connection): void {
  queryClient.setQueryData<Connection[]>(connectionKeys.list, (rows: Rows<Connection>) => {
    if (rows === undefined) return rows;
    const others = rows.map((row) =>
      connection.isDefault && row.id !== connection.id ? { ...row, isDefault: false } : row,
    );
    if (!others.some((row) => row.id === connection.id)) return [...others, connection];
    return others.map((row) => (row.id === connection.id ? connection : row));
  });
  const { id, name, driver, status } = connection;
  queryClient.setQueryData<ConnectionSummary[]>(connectionKeys.summaries, (rows: Rows<ConnectionSummary>) =>
    rows?.map((row) => (row.id === id ? { id, name, driver, status } : row)),
  );
}

export function removeConnection(queryClient: QueryClient, connectionId: string): void {
  for (const queryKey of [connectionKeys.list, connectionKeys.summaries]) {
    queryClient.setQueryData<{ id: string }[]>(queryKey, (rows: Rows<{ id: string }>) =>
      rows?.filter((row) => row.id !== connectionId),
    );
  }
}

function change(queryClient: QueryClient, connectionId: string, part: Partial<Connection>): void {
  queryClient.setQueryData<Connection[]>(connectionKeys.list, (rows: Rows<Connection>) =>
    rows?.map((row) => (row.id === connectionId ? { ...row, ...part } : row)),
  );
}

export const connectionHandlers: RealtimeHandlers = {
  "connection:update": applyConnection,
  "connection:removed": (queryClient, { connectionId }) => removeConnection(queryClient, connectionId),
  "whatsapp:qr": (queryClient, { connectionId, qrCode }) => change(queryClient, connectionId, { qrCode }),
  "whatsapp:ready": (queryClient, { connectionId, phoneNumber }) =>
    change(queryClient, connectionId, { status: "online", phoneNumber, qrCode: null, pairingCode: null }),
  "whatsapp:disconnected": (queryClient) => void queryClient.invalidateQueries({ queryKey: connectionKeys.summaries }),
};
