import type { Role, UserStatus } from "@whatskovi/contract";
import type { Db, Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";

/** A person as stored, with the queues they serve or supervise. */
export type UserRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly status: UserStatus;
  readonly maxTickets: number | null;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly queueIds: string[];
};

export const userColumns = `u."id", u."name", u."email", u."role"::text AS "role", u."status"::text AS "status",
  u."maxTickets", u."isActive", u."createdAt",
  ARRAY(SELECT m."queueId"::text FROM "UserQueue" m WHERE m."userId" = u."id" ORDER BY 1) AS "queueIds"`;

/** People by id, in no order; ids of nobody are left out. */
export function loadUsers(db: Pick<Sql, "query">, ids: readonly string[]): Promise<UserRow[]> {
  return db.query<UserRow>(`SELECT ${userColumns} FROM "User" u WHERE u."id" = ANY($1::uuid[])`, [[...ids]]);
}

export async function loadUser(db: Pick<Sql, "query">, id: string): Promise<UserRow | null> {
  const [row] = await loadUsers(db, [id]);
  return row ?? null;
}

/** The person, locked until the transaction ends: two changes of one person follow each other. */
export async function lockUser(tx: Pick<Sql, "query">, id: string): Promise<UserRow | null> {
  await tx.query(`SELECT 1 AS "locked" FROM "User" WHERE "id" = $1::uuid FOR UPDATE`, [id]);
  return loadUser(tx, id);
}

/** Locks all active administrators, always in the same order, so that of two who leave at once the second sees the first gone. */
export async function lockAdministrators(tx: Pick<Sql, "query">): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT "id" FROM "User" WHERE "role" = 'ADMIN' AND "isActive" ORDER BY "id" FOR UPDATE`,
  );
  return rows.map((row) => row.id);
}

export type NewUser = { name: string; email: string; passwordHash: string; role: Role; maxTickets: number | null };

/** Throws a unique violation when the e-mail is taken. */
export async function insertUser(tx: Db, { passwordHash, ...user }: NewUser): Promise<string> {
  const { id } = await tx.models.user.create({
    data: { id: newId(), ...user, password: passwordHash },
    select: { id: true },
  });
  return id;
}

export type UserChanges = Partial<Pick<UserRow, "name" | "email" | "role" | "maxTickets" | "isActive">>;

/** Throws a unique violation when the e-mail is taken. */
export async function writeUser(tx: Db, id: string, changes: UserChanges): Promise<void> {
  await tx.models.user.update({ where: { id }, data: changes, select: { id: true } });
}

/** Throws a foreign key violation when a queue does not exist. */
export async function replaceQueues(
  tx: Pick<Sql, "query">,
  userId: string,
  queueIds: readonly string[],
): Promise<void> {
  await tx.query(`DELETE FROM "UserQueue" WHERE "userId" = $1::uuid AND NOT "queueId" = ANY($2::uuid[])`, [
    userId,
    [...queueIds],
  ]);
  await tx.query(
    `INSERT INTO "UserQueue" ("userId", "queueId") SELECT $1::uuid, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
    [userId, [...queueIds]],
  );
}

/** ONLINE, AWAY or OFFLINE, as live sessions tell. */
export async function setUserStatus(db: Pick<Sql, "query">, userId: string, status: UserStatus): Promise<void> {
  await db.query(`UPDATE "User" SET "status" = $2::"UserStatus" WHERE "id" = $1::uuid`, [userId, status]);
}

export async function writePasswordHash(tx: Pick<Sql, "query">, userId: string, hash: string): Promise<void> {
  await tx.query(`UPDATE "User" SET "password" = $2::text, "updatedAt" = now() WHERE "id" = $1::uuid`, [userId, hash]);
}
