import type { Db } from "../../platform/db/db.ts";
import type { DriverMemory } from "../../whatsapp/driver.ts";
import type { ConnectionSecrets } from "./connection-secrets.ts";

type StoredValue = { id: string; value: Uint8Array };

/** What a driver remembers of one number: sealed rows. Writes are carried out one after the other. */
export function createDriverMemory(db: Db, secrets: ConnectionSecrets, connectionId: string): DriverMemory {
  let writes: Promise<unknown> = Promise.resolve();
  const opened = (rows: StoredValue[]) =>
    new Map(rows.map(({ id, value }) => [id, secrets.openValue(connectionId, value)]));
  return {
    async get(type, ids) {
      const rows = await db.query<StoredValue>(
        `SELECT "id", "value" FROM "WhatsAppAuthKey" WHERE "whatsappId" = $1::uuid AND "type" = $2::text AND "id" = ANY($3::text[])`,
        [connectionId, type, ids],
      );
      return opened(rows);
    },
    async list(type) {
      const rows = await db.query<StoredValue>(
        `SELECT "id", "value" FROM "WhatsAppAuthKey" WHERE "whatsappId" = $1::uuid AND "type" = $2::text`,
        [connectionId, type],
      );
      return opened(rows);
    },
    set(entries) {
      const write = writes.then(() => writeEntries(db, secrets, connectionId, entries));
      writes = write.catch(() => {});
      return write;
    },
  };
}

type Entry = { type: string; id: string; value: Uint8Array | null };

/** One transaction. A number that was removed meanwhile remembers nothing. */
async function writeEntries(
  db: Db,
  secrets: ConnectionSecrets,
  connectionId: string,
  entries: readonly Entry[],
): Promise<void> {
  const kept = entries.flatMap(({ type, id, value }) =>
    value === null ? [] : [{ type, id, value: secrets.sealValue(connectionId, value) }],
  );
  const dropped = entries.filter(({ value }) => value === null);
  await db.sqlTransaction(async (tx) => {
    if (dropped.length > 0) {
      await tx.query(
        `DELETE FROM "WhatsAppAuthKey" k USING unnest($2::text[], $3::text[]) AS gone("type", "id")
         WHERE k."whatsappId" = $1::uuid AND k."type" = gone."type" AND k."id" = gone."id"`,
        [connectionId, dropped.map(({ type }) => type), dropped.map(({ id }) => id)],
      );
    }
    if (kept.length === 0) return;
    await tx.query(
      `INSERT INTO "WhatsAppAuthKey" ("whatsappId", "type", "id", "value")
       SELECT c."id", given."type", given."id", given."value"
       FROM unnest($2::text[], $3::text[], $4::bytea[]) AS given("type", "id", "value")
       JOIN "WhatsAppConnection" c ON c."id" = $1::uuid AND c."deletedAt" IS NULL
       ON CONFLICT ("whatsappId", "type", "id") DO UPDATE SET "value" = EXCLUDED."value"`,
      [
        connectionId,
        kept.map(({ type }) => type),
        kept.map(({ id }) => id),
        kept.map(({ value }) => Buffer.from(value)),
      ],
    );
  });
}
