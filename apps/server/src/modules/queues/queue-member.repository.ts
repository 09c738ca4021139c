import type { Sql } from "../../platform/db/db.ts";

type Ids = Promise<string[]>;
const idsOf = (rows: { userId: string }[]) => rows.map((row) => row.userId);

/** Adds people who are not members yet and resolves to those. Throws a foreign key violation when one does not exist. */
export async function addMembers(tx: Pick<Sql, "query">, queueId: string, userIds: readonly string[]): Ids {
  return idsOf(
    await tx.query<{ userId: string }>(
      `INSERT INTO "UserQueue" ("queueId", "userId") SELECT $1::uuid, unnest($2::uuid[]) ON CONFLICT DO NOTHING RETURNING "userId"`,
      [queueId, [...userIds]],
    ),
  );
}

export async function removeMember(tx: Pick<Sql, "query">, queueId: string, userId: string): Ids {
  return idsOf(
    await tx.query<{ userId: string }>(
      `DELETE FROM "UserQueue" WHERE "queueId" = $1::uuid AND "userId" = $2::uuid RETURNING "userId"`,
      [queueId, userId],
    ),
  );
}

/** Removes the active members who are not in the list. Those deactivated are shown nowhere and keep their places. */
export async function removeOtherMembers(tx: Pick<Sql, "query">, queueId: string, keptIds: readonly string[]): Ids {
  return idsOf(
    await tx.query<{ userId: string }>(
      `DELETE FROM "UserQueue" m USING "User" u
       WHERE m."queueId" = $1::uuid AND u."id" = m."userId" AND u."isActive" AND NOT m."userId" = ANY($2::uuid[])
       RETURNING m."userId"`,
      [queueId, [...keptIds]],
    ),
  );
}

export async function listMemberIds(tx: Pick<Sql, "query">, queueId: string): Ids {
  return idsOf(
    await tx.query<{ userId: string }>(`SELECT "userId" FROM "UserQueue" WHERE "queueId" = $1::uuid`, [queueId]),
  );
}
