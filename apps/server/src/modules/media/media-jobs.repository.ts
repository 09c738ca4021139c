import type { Sql } from "../../platform/db/db.ts";

/** The job that fetches a received file. */
export const FETCH_MEDIA = "fetch-media";

export type FetchMediaPayload = { readonly mediaId: string; readonly connectionId: string };

/** Has received files fetched, once the transaction is committed. */
export async function enqueueMediaFetch(tx: Sql, connectionId: string, mediaIds: readonly string[]): Promise<void> {
  if (mediaIds.length === 0) return;
  await tx.query(
    `SELECT count(graphile_worker.add_job($1::text, json_build_object('mediaId', id, 'connectionId', $2::text),
       job_key => $1::text || ':' || id, max_attempts => 8))
     FROM unnest($3::text[]) AS id`,
    [FETCH_MEDIA, connectionId, mediaIds],
    "enqueue-media-fetch",
  );
}
