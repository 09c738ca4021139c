import type { Sql } from "../../platform/db/db.ts";

/** The job that tells WhatsApp that a ticket's messages were read. */
export const SEND_READ_RECEIPTS = "send-read-receipts";

/** `readAt` is ISO 8601: what came later was not read. */
export type ReadReceiptPayload = { readonly ticketId: string; readonly readAt: string };

/** Has WhatsApp told, once the transaction is committed; tried for about a minute, for later nobody would understand it. */
export async function enqueueReadReceipt(tx: Sql, ticketId: string, readAt: Date): Promise<void> {
  await tx.query(
    `SELECT graphile_worker.add_job($1::text, json_build_object('ticketId', $2::text, 'readAt', $3::text),
       job_key => $1::text || ':' || $2::text, max_attempts => 5)::text`,
    [SEND_READ_RECEIPTS, ticketId, readAt.toISOString()],
    "enqueue-read-receipt",
  );
}
