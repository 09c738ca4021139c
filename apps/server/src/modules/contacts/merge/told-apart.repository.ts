import type { Sql } from "../../../platform/db/db.ts";

/** A pair stands once, the smaller id first: the same whoever of the two is named first. */
const pairs = `SELECT least($1::uuid, "other") AS "oneId", greatest($1::uuid, "other") AS "otherId" FROM unnest($2::uuid[]) AS "other"`;

/** How many were not told apart before. Throws a foreign key violation when a contact is gone. */
export async function keepApart(
  tx: Sql,
  id: string,
  others: readonly string[],
  { userId, now }: { userId: string; now: Date },
): Promise<number> {
  const rows = await tx.query(
    `INSERT INTO "ToldApart" ("oneId", "otherId", "userId", "createdAt")
     SELECT "oneId", "otherId", $3::uuid, $4::timestamptz FROM (${pairs}) AS pair ORDER BY 1, 2
     ON CONFLICT DO NOTHING RETURNING 1`,
    [id, others, userId, now],
  );
  return rows.length;
}

/** How many had been told apart. */
export async function bringTogether(tx: Sql, id: string, others: readonly string[]): Promise<number> {
  const rows = await tx.query(
    `DELETE FROM "ToldApart" AS told USING (${pairs}) AS pair
     WHERE told."oneId" = pair."oneId" AND told."otherId" = pair."otherId" RETURNING 1`,
    [id, others],
  );
  return rows.length;
}

/** A pair of a contact that a merge takes away, and whether the one that stays was told apart from the other as well. */
export type MovedPair = {
  readonly otherId: string;
  readonly userId: string | null;
  readonly createdAt: string;
  readonly hadKept: boolean;
};

/** The contact that stays is none of those either that the one to go was told apart from. Returns how it was. */
export async function movePairs(tx: Sql, goneId: string, keptId: string): Promise<MovedPair[]> {
  return tx.query<MovedPair>(
    `WITH gone AS (
       SELECT CASE WHEN "oneId" = $1::uuid THEN "otherId" ELSE "oneId" END AS "otherId", "userId", "createdAt"
       FROM "ToldApart" WHERE "oneId" = $1::uuid OR "otherId" = $1::uuid
     ), moved AS (
       INSERT INTO "ToldApart" ("oneId", "otherId", "userId", "createdAt")
       SELECT least("otherId", $2::uuid), greatest("otherId", $2::uuid), "userId", "createdAt" FROM gone
       WHERE "otherId" <> $2::uuid ORDER BY 1, 2
       ON CONFLICT DO NOTHING RETURNING "oneId", "otherId"
     )
     SELECT gone."otherId", gone."userId", to_jsonb(gone."createdAt") #>> '{}' AS "createdAt", NOT EXISTS (
       SELECT 1 FROM moved WHERE gone."otherId" IN (moved."oneId", moved."otherId")) AS "hadKept"
     FROM gone`,
    [goneId, keptId],
  );
}

/** Undoes `movePairs` for a contact that is there again, but for what was taken back meanwhile, and contacts that are gone. */
export async function returnPairs(tx: Sql, goneId: string, keptId: string, moved: readonly MovedPair[]): Promise<void> {
  await tx.query(
    `WITH moved AS (
       SELECT was.*, $2::uuid AS "keptId" FROM jsonb_to_recordset($3::jsonb)
         AS was("otherId" uuid, "userId" uuid, "createdAt" timestamptz, "hadKept" boolean)
       JOIN "Contact" other ON other."id" = was."otherId"
       WHERE was."otherId" = $2::uuid OR ${areToldApart(`was."otherId"`, "$2::uuid")}
     ), taken AS (
       DELETE FROM "ToldApart" AS told USING moved
       WHERE NOT moved."hadKept" AND told."oneId" = least(moved."otherId", moved."keptId")
         AND told."otherId" = greatest(moved."otherId", moved."keptId")
     )
     INSERT INTO "ToldApart" ("oneId", "otherId", "userId", "createdAt")
     SELECT least(moved."otherId", $1::uuid), greatest(moved."otherId", $1::uuid), teller."id", moved."createdAt"
     FROM moved LEFT JOIN "User" teller ON teller."id" = moved."userId" ON CONFLICT DO NOTHING`,
    [goneId, keptId, JSON.stringify(moved)],
  );
}

/** Whether two contacts, as expressions, were told apart, as a condition. */
export const areToldApart = (one: string, other: string): string => `EXISTS (
  SELECT 1 FROM "ToldApart" AS told WHERE told."oneId" = least(${one}, ${other}) AND told."otherId" = greatest(${one}, ${other}))`;
