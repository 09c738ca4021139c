import type { Page, Session } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";

type Query = Pick<Sql, "query">;
export type LiveSession = { id: string; userId: string; expiresAt: Date };

/** Null when the person was deactivated, or their password changed, since it was read: that change waits for us or we for it. */
export async function insertSession(
  tx: Query,
  session: {
    userId: string;
    passwordHash: string;
    tokenHash: string;
    userAgent: string | null;
    ipAddress: string | null;
    now: Date;
    expiresAt: Date;
  },
): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO "Session" ("id", "userId", "tokenHash", "userAgent", "ipAddress", "createdAt", "lastUsedAt", "expiresAt")
     SELECT $1::uuid, u."id", $3::text, $4::text, $5::text, $6::timestamptz, $6::timestamptz, $7::timestamptz
     FROM "User" u WHERE u."id" = $2::uuid AND u."isActive" AND u."password" = $8::text FOR SHARE
     RETURNING "id"`,
    [
      newId(),
      session.userId,
      session.tokenHash,
      session.userAgent,
      session.ipAddress,
      session.now,
      session.expiresAt,
      session.passwordHash,
    ],
  );
  return row?.id ?? null;
}

/**
 * Puts the next token in the place of the current one. Null unless `tokenHash` is the current token of a live session of an
 * active person: of two that exchange the same token, one gets the row.
 * What was exchanged before `forgetBefore` is forgotten: it would be refused all the same, only without alarm.
 */
export async function rotateToken(
  tx: Query,
  change: { tokenHash: string; nextHash: string; now: Date; expiresAt: Date; forgetBefore: Date },
): Promise<LiveSession | null> {
  const [session] = await tx.query<LiveSession>(
    `UPDATE "Session" s SET "tokenHash" = $2::text, "lastUsedAt" = $3::timestamptz, "expiresAt" = $4::timestamptz
     FROM "User" u
     WHERE s."tokenHash" = $1::text AND s."endedAt" IS NULL AND s."expiresAt" > $3::timestamptz
       AND u."id" = s."userId" AND u."isActive"
     RETURNING s."id", s."userId", s."expiresAt"`,
    [change.tokenHash, change.nextHash, change.now, change.expiresAt],
  );
  if (session === undefined) return null;
  await tx.query(
    `INSERT INTO "RotatedToken" ("tokenHash", "sessionId", "rotatedAt") VALUES ($1::text, $2::uuid, $3::timestamptz)`,
    [change.tokenHash, session.id, change.now],
  );
  await tx.query(`DELETE FROM "RotatedToken" WHERE "sessionId" = $1::uuid AND "rotatedAt" < $2::timestamptz`, [
    session.id,
    change.forgetBefore,
  ]);
  return session;
}

/** The live session in which a token was current once, and whether the one that followed it still is. */
export async function findByRotatedToken(
  tx: Query,
  token: { tokenHash: string; nextHash: string; now: Date },
): Promise<(LiveSession & { rotatedAt: Date; isLatest: boolean }) | null> {
  const [row] = await tx.query<LiveSession & { rotatedAt: Date; isLatest: boolean }>(
    `SELECT s."id", s."userId", s."expiresAt", r."rotatedAt", s."tokenHash" = $2::text AS "isLatest"
     FROM "RotatedToken" r JOIN "Session" s ON s."id" = r."sessionId" JOIN "User" u ON u."id" = s."userId"
     WHERE r."tokenHash" = $1::text AND s."endedAt" IS NULL AND s."expiresAt" > $3::timestamptz AND u."isActive"`,
    [token.tokenHash, token.nextHash, token.now],
  );
  return row ?? null;
}

/** The live session that a cookie belongs to, by its current token or an earlier one. */
export async function findByAnyToken(tx: Query, tokenHash: string): Promise<{ id: string; userId: string } | null> {
  const [row] = await tx.query<{ id: string; userId: string }>(
    `SELECT "id", "userId" FROM "Session"
     WHERE "endedAt" IS NULL AND ("tokenHash" = $1::text
       OR "id" = (SELECT "sessionId" FROM "RotatedToken" WHERE "tokenHash" = $1::text))`,
    [tokenHash],
  );
  return row ?? null;
}

/** Forgets sessions that ended before then: nothing of them could be used in any way. */
export async function forgetSessionsBefore(tx: Query, before: Date): Promise<void> {
  await tx.query(`DELETE FROM "Session" WHERE "expiresAt" < $1::timestamptz`, [before]);
}

export async function listLiveSessions(
  db: Query,
  owner: { userId: string; currentId: string },
  query: { cursor?: string | undefined; limit: number },
): Promise<Page<Session>> {
  const after = decodeCursor(query.cursor, [cursorKey.timestamp, cursorKey.id]);
  type Row = Pick<Session, "id" | "userAgent" | "ipAddress"> & Record<"createdAt" | "lastUsedAt" | "expiresAt", Date>;
  const rows = await db.query<Row>(
    `SELECT "id", "userAgent", "ipAddress", "createdAt", "lastUsedAt", "expiresAt" FROM "Session"
     WHERE "userId" = $1::uuid AND "endedAt" IS NULL AND "expiresAt" > now()
       AND ($2::timestamptz IS NULL OR ("lastUsedAt", "id") < ($2::timestamptz, $3::uuid))
     ORDER BY "lastUsedAt" DESC, "id" DESC LIMIT $4::int`,
    [owner.userId, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.lastUsedAt.toISOString(), row.id],
    (row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      isCurrent: row.id === owner.currentId,
    }),
  );
}
