import type { Sql } from "../platform/db/db.ts";

const BATCH = 10_000;

/** Published events from before that moment. Walks from the oldest on, so that a large stream is not read through. */
export const pruneOutbox = (sql: Sql, before: Date): Promise<number> =>
  untilNone(() =>
    sql.query(
      `DELETE FROM "OutboxEvent" WHERE "id" IN (
         SELECT "id" FROM (SELECT "id", "seq", "createdAt" FROM "OutboxEvent" ORDER BY "id" LIMIT $2::int) oldest
         WHERE "seq" IS NOT NULL AND "createdAt" < $1::timestamptz)
       RETURNING 1`,
      [before, BATCH],
    ),
  );

/** Sessions that ended or ran out before that moment, with their rotated tokens, and one-time links that ran out. */
export async function pruneSessions(sql: Sql, before: Date): Promise<number> {
  await sql.query(`DELETE FROM "PasswordReset" WHERE "expiresAt" < $1::timestamptz`, [before]);
  return untilNone(() =>
    sql.query(
      `DELETE FROM "Session" WHERE "id" IN (
         SELECT "id" FROM "Session" WHERE "endedAt" < $1::timestamptz OR "expiresAt" < $1::timestamptz LIMIT $2::int)
       RETURNING 1`,
      [before, BATCH],
    ),
  );
}

/** News whose message has not come since that moment. */
export const pruneParked = (sql: Sql, before: Date): Promise<number> =>
  untilNone(() =>
    sql.query(
      `DELETE FROM "ParkedUpdate" WHERE "id" IN (
         SELECT "id" FROM "ParkedUpdate" WHERE "createdAt" < $1::timestamptz ORDER BY "createdAt" LIMIT $2::int)
       RETURNING 1`,
      [before, BATCH],
    ),
  );

/** What was read before that moment, and what nobody has read since the other. */
export const pruneNotifications = (sql: Sql, readBefore: Date, before: Date): Promise<number> =>
  untilNone(() =>
    sql.query(
      `DELETE FROM "Notification" WHERE "id" IN (
         SELECT "id" FROM "Notification" WHERE "readAt" < $1::timestamptz OR "createdAt" < $2::timestamptz LIMIT $3::int)
       RETURNING 1`,
      [readBefore, before, BATCH],
    ),
  );

async function untilNone(removeBatch: () => Promise<object[]>): Promise<number> {
  for (let total = 0; ;) {
    const { length } = await removeBatch();
    total += length;
    if (length === 0) return total;
  }
}
