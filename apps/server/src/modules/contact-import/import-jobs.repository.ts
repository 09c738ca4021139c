import type { Sql } from "../../platform/db/db.ts";

/** The job that stores the rows of a file, one file after the other. */
export const IMPORT_CONTACTS = "import-contacts";

export type ImportContactsPayload = { readonly importId: string };

/** Has an import begun, or gone on with, once the transaction is committed. */
export async function enqueueImport(tx: Sql, importId: string): Promise<void> {
  await tx.query(
    `SELECT graphile_worker.add_job($1::text, json_build_object('importId', $2::text), queue_name => $1::text,
       job_key => $1::text || ':' || $2::text, max_attempts => 12)::text`,
    [IMPORT_CONTACTS, importId],
  );
}
