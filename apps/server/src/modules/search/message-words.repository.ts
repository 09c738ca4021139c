import type { Sql } from "../../platform/db/db.ts";

/** The job that makes messages from before the search existed findable. Put into the queue by the migration. */
export const WRITE_MESSAGE_WORDS = "write-message-words";

const BATCH = 2000;

/**
 * Writes the words of messages that have none, newest first, batch by batch, while messages come in: those are written by a
 * trigger, and what both write at once is written once. May be stopped and begun again at any time. Returns how many it wrote.
 */
export async function writeMessageWords(sql: Sql): Promise<number> {
  let written = 0;
  let before: string | null = null;
  for (;;) {
    const [batch]: { last: string | null; written: number }[] = await sql.query(
      `WITH batch AS MATERIALIZED (
         SELECT * FROM "Message" WHERE $1::uuid IS NULL OR "id" < $1::uuid ORDER BY "id" DESC LIMIT ${BATCH}
       ), words AS (
         INSERT INTO "MessageWords" ("messageId", "ticketId", "sentAt", "words")
         SELECT batch."id", batch."ticketId", batch."sentAt", CASE WHEN batch."deletedAt" IS NULL
           THEN "messageWords"("searchedText"(batch."body", batch."content", file."fileName"), batch."type"::text, batch."mediaId" IS NOT NULL)
           ELSE '' END
         FROM batch LEFT JOIN "MediaFile" AS file ON file."id" = batch."mediaId"
         WHERE NOT EXISTS (SELECT 1 FROM "MessageWords" AS known WHERE known."messageId" = batch."id")
         ON CONFLICT ("messageId") DO NOTHING RETURNING 1
       )
       SELECT (SELECT "id"::text FROM batch ORDER BY "id" LIMIT 1) AS "last", (SELECT count(*)::int FROM words) AS "written"`,
      [before],
    );
    if (batch === undefined || batch.last === null) return written;
    written += batch.written;
    before = batch.last;
  }
}
