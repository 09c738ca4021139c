import type { Sql } from "../../platform/db/db.ts";

/** The secrets of a number as they are stored: sealed. */
export async function readSealedSecrets(tx: Pick<Sql, "query">, id: string): Promise<Uint8Array | null> {
  const [row] = await tx.query<{ secrets: Uint8Array | null }>(
    `SELECT "secrets" FROM "WhatsAppConnection" WHERE "id" = $1::uuid`,
    [id],
  );
  return row?.secrets ?? null;
}
