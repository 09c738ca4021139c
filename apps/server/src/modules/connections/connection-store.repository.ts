import type { Outbox } from "../../platform/outbox/outbox.ts";
import type { Db } from "../../platform/db/db.ts";
import type { ConnectionRecord, ConnectionState, ConnectionStore } from "../../whatsapp/connection-store.ts";
import { createDriverMemory } from "./connection-memory.repository.ts";
import type { ConnectionSecrets } from "./connection-secrets.ts";
import type { ConnectionRow } from "./connection.repository.ts";

type StoredRecord = Pick<ConnectionRow, "id" | "driver" | "isEnabled" | "settings" | "status" | "lastOnlineAt"> & {
  secrets: Uint8Array | null;
};

const recordColumns = `"id", "driver", "isEnabled", "settings", "secrets", "status", "lastOnlineAt" FROM "WhatsAppConnection" WHERE "deletedAt" IS NULL`;

/** What the connector remembers of numbers, in their table. Every change of state is told to screens. */
export function createConnectionStore(deps: { db: Db; outbox: Outbox; secrets: ConnectionSecrets }): ConnectionStore {
  const { db, outbox, secrets } = deps;
  const toRecord = ({ secrets: sealed, settings, ...record }: StoredRecord): ConnectionRecord => ({
    ...record,
    settings: { ...settings, ...secrets.open(record.id, sealed) },
  });
  return {
    async listToServe() {
      const rows = await db.query<{ id: string }>(
        `SELECT "id" FROM "WhatsAppConnection" WHERE "deletedAt" IS NULL AND ("isEnabled" OR "status" <> 'stopped')
         ORDER BY "createdAt", "id"`,
      );
      return rows.map(({ id }) => id);
    },
    async load(connectionId) {
      const [row] = await db.query<StoredRecord>(`SELECT ${recordColumns} AND "id" = $1::uuid`, [connectionId]);
      return row === undefined ? null : toRecord(row);
    },
    async writeState(connectionId, state) {
      await db.sqlTransaction(async (tx) => {
        const written = await tx.query(
          `UPDATE "WhatsAppConnection"
           SET "statusSince" = CASE WHEN "status" = $2::text THEN "statusSince" ELSE now() END, "status" = $2::text,
               "statusReason" = $3::text, "phoneNumber" = coalesce($4::text, "phoneNumber"), "qrCode" = $5::text,
               "pairingCode" = $6::text, "statusCode" = $7::text, "providerCode" = $8::text, "progress" = $9::int,
               "restrictedUntil" = $10::timestamptz, "attempt" = $11::int, "nextRetryAt" = $12::timestamptz,
               "updatedAt" = now()
           WHERE "id" = $1::uuid AND "deletedAt" IS NULL
             AND ("status", "statusReason", coalesce($4::text, "phoneNumber"), "qrCode", "pairingCode", "statusCode",
                  "providerCode", "progress", "restrictedUntil", "attempt", "nextRetryAt")
               IS DISTINCT FROM ($2::text, $3::text, "phoneNumber", $5::text, $6::text, $7::text,
                  $8::text, $9::int, $10::timestamptz, $11::int, $12::timestamptz)
           RETURNING "id"`,
          [connectionId, ...valuesOf(state)],
        );
        if (written.length > 0) await outbox.append(tx, [{ type: "connection", connectionId }]);
      });
    },
    memoryOf: (connectionId) => createDriverMemory(db, secrets, connectionId),
  };
}

const valuesOf = (state: ConnectionState): unknown[] => [
  state.status,
  state.reason,
  state.phoneNumber,
  state.qrCode,
  state.pairingCode,
  state.code,
  state.providerCode,
  state.progress === null ? null : Math.round(state.progress),
  state.restrictedUntil === null ? null : new Date(state.restrictedUntil),
  state.attempt,
  state.nextRetryAt,
];
