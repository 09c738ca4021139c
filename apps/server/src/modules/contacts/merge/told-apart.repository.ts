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

/** Whether two contacts, as expressions, were told apart, as a condition. */
export const areToldApart = (one: string, other: string): string => `EXISTS (
  SELECT 1 FROM "ToldApart" AS told WHERE told."oneId" = least(${one}, ${other}) AND told."otherId" = greatest(${one}, ${other}))`;
