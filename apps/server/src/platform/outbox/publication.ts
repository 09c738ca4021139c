import type { Db } from "../db/db.ts";
import type { OutboxEntry } from "./outbox.ts";

/** An entry with its place in the stream of publications. */
export type Publication = { readonly seq: number; readonly entry: OutboxEntry };

const publishedKey = "outbox.publishedSeq";

type PublicationRow = { seq: number; payload: OutboxEntry };

const toPublication = (row: PublicationRow): Publication => ({ seq: row.seq, entry: row.payload });

/**
 * Gives the oldest entries that have no place yet their place in the stream, in the order in which they were appended, and
 * remembers up to where publications have been emitted. Rows that commit late are taken later: none is skipped.
 */
export async function takeUnpublished(db: Db, limit: number, emittedSeq: number): Promise<Publication[]> {
  const rows = await db.query<PublicationRow>(
    `WITH oldest AS (
       SELECT "id" FROM "OutboxEvent" WHERE "seq" IS NULL ORDER BY "id" LIMIT $1::int
     ), numbered AS (
       SELECT "id", nextval('"OutboxEvent_publication_seq"') AS "seq" FROM (SELECT "id" FROM oldest ORDER BY "id") AS ordered
     ), taken AS (
       UPDATE "OutboxEvent" AS event SET "seq" = numbered."seq" FROM numbered WHERE event."id" = numbered."id"
       RETURNING event."seq", event."payload"
     ), remembered AS (
       INSERT INTO "Setting" ("key", "value") SELECT $2::text, to_jsonb($3::bigint) WHERE EXISTS (SELECT 1 FROM oldest)
       ON CONFLICT ("key") DO UPDATE SET "value" = EXCLUDED."value"
     )
     SELECT "seq", "payload" FROM taken ORDER BY "seq"`,
    [limit, publishedKey, emittedSeq],
  );
  return rows.map(toPublication);
}

/** Up to which place publications were surely emitted. After a crash what follows is emitted again, which receivers bear. */
export async function readEmittedSeq(db: Db): Promise<number> {
  const [row] = await db.query<{ value: number }>(`SELECT "value" FROM "Setting" WHERE "key" = $1::text`, [
    publishedKey,
  ]);
  return row?.value ?? 0;
}

/** Remembers the place when the stream falls silent. */
export async function rememberEmittedSeq(db: Db, seq: number): Promise<void> {
  await db.query(
    `INSERT INTO "Setting" ("key", "value") VALUES ($1::text, to_jsonb($2::bigint))
     ON CONFLICT ("key") DO UPDATE SET "value" = EXCLUDED."value"`,
    [publishedKey, seq],
  );
}

/** Publications after a place, oldest first. */
export async function listPublicationsAfter(db: Db, seq: number, limit: number): Promise<Publication[]> {
  const rows = await db.query<PublicationRow>(
    `SELECT "seq", "payload" FROM "OutboxEvent" WHERE "seq" > $1::bigint ORDER BY "seq" LIMIT $2::int`,
    [seq, limit],
  );
  return rows.map(toPublication);
}

/** The oldest place that is still kept (null when none is) and the newest place ever given. */
export async function readStreamBounds(db: Db): Promise<{ oldest: number | null; newest: number }> {
  const [row] = await db.query<{ oldest: number | null; newest: number }>(
    `SELECT (SELECT min("seq") FROM "OutboxEvent" WHERE "seq" IS NOT NULL) AS "oldest",
            (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM "OutboxEvent_publication_seq") AS "newest"`,
  );
  return { oldest: row?.oldest ?? null, newest: row?.newest ?? 0 };
}

/** Whether everything appended has been taken. */
export async function hasUnpublished(db: Db): Promise<boolean> {
  const rows = await db.query(`SELECT 1 FROM "OutboxEvent" WHERE "seq" IS NULL LIMIT 1`);
  return rows.length > 0;
}
