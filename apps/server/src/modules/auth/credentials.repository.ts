import type { Sql } from "../../platform/db/db.ts";

type Query = Pick<Sql, "query">;
export type Credentials = { id: string; passwordHash: string; isActive: boolean };

/** By e-mail in the contract's form: trimmed and lower-cased. */
export async function findCredentials(db: Query, email: string): Promise<Credentials | null> {
  const [row] = await db.query<Credentials>(
    `SELECT "id", "password" AS "passwordHash", "isActive" FROM "User" WHERE "email" = $1::text`,
    [email],
  );
  return row ?? null;
}

export async function loadPasswordHash(db: Query, userId: string): Promise<string | null> {
  const [row] = await db.query<{ password: string }>(`SELECT "password" FROM "User" WHERE "id" = $1::uuid`, [userId]);
  return row?.password ?? null;
}

export async function hasAnyUser(db: Query): Promise<boolean> {
  const [row] = await db.query<{ found: boolean }>(`SELECT EXISTS (SELECT 1 FROM "User") AS "found"`);
  return row?.found === true;
}

/** Holds until the transaction ends: of two set-ups at once the second finds the first one's administrator. */
export async function lockSetUp(tx: Query): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(7100, 0)::text AS "locked"`);
}

/** Puts a link in the place of all earlier ones of the person. */
export async function replacePasswordReset(
  tx: Query,
  reset: { tokenHash: string; userId: string; expiresAt: Date },
): Promise<void> {
  await tx.query(`DELETE FROM "PasswordReset" WHERE "userId" = $1::uuid`, [reset.userId]);
  await tx.query(
    `INSERT INTO "PasswordReset" ("tokenHash", "userId", "expiresAt") VALUES ($1::text, $2::uuid, $3::timestamptz)`,
    [reset.tokenHash, reset.userId, reset.expiresAt],
  );
}

/** Uses a link up. Null when there is none, it was used, is too old, or the person was deactivated. */
export async function usePasswordReset(tx: Query, tokenHash: string, now: Date): Promise<string | null> {
  const [row] = await tx.query<{ userId: string }>(
    `UPDATE "PasswordReset" r SET "usedAt" = $2::timestamptz FROM "User" u
     WHERE r."tokenHash" = $1::text AND r."usedAt" IS NULL AND r."expiresAt" > $2::timestamptz
       AND u."id" = r."userId" AND u."isActive"
     RETURNING r."userId"`,
    [tokenHash, now],
  );
  return row?.userId ?? null;
}
