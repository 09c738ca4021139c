import type { Outbox } from "../../platform/outbox/outbox.ts";
import type { Db } from "../../platform/db/db.ts";
import type { ConnectionRecord, ConnectionStore } from "../../whatsapp/connection-store.ts";
import { createDriverMemory } from "./connection-memory.repository.ts";
import type { ConnectionSecrets } from "./connection-secrets.ts";
import type { ConnectionRow } from "./connection.repository.ts";

type StoredRecord = Pick<ConnectionRow, "id" | "driver" | "isEnabled" | "settings"> & { secrets: Uint8Array | null };

const recordColumns = `"id", "driver", "isEnabled", "settings", "secrets" FROM "WhatsAppConnection" WHERE "deletedAt" IS NULL`;

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
    async writeState(connectionId, { status, reason, phoneNumber, qrCode, pairingCode }) {
      await db.sqlTransaction(async (tx) => {
        const written = await tx.query(
          `UPDATE "WhatsAppConnection"
           SET "statusSince" = CASE WHEN "status" = $2::text THEN "statusSince" ELSE now() END, "status" = $2::text,
               "statusReason" = $3::text, "phoneNumber" = coalesce($4::text, "phoneNumber"), "qrCode" = $5::text,
               "pairingCode" = $6::text, "updatedAt" = now()
           WHERE "id" = $1::uuid AND "deletedAt" IS NULL
             AND ("status", "statusReason", "qrCode", "pairingCode", coalesce($4::text, "phoneNumber"))
               IS DISTINCT FROM ($2::text, $3::text, $5::text, $6::text, "phoneNumber")
           RETURNING "id"`,
          [connectionId, status, reason, phoneNumber, qrCode, pairingCode],
        );
        if (written.length > 0) await outbox.append(tx, [{ type: "connection", connectionId }]);
      });
    },
    memoryOf: (connectionId) => createDriverMemory(db, secrets, connectionId),
  };
}
