import type { Sql } from "../../platform/db/db.ts";

/** Ends live sessions of a person: all, all but one, or only one. Resolves to those that were ended just now. */
export async function endLiveSessions(
  tx: Pick<Sql, "query">,
  which: { userId: string; onlyId?: string; exceptId?: string },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE "Session" SET "endedAt" = now()
     WHERE "userId" = $1::uuid AND "endedAt" IS NULL
       AND ($2::uuid IS NULL OR "id" = $2::uuid) AND ($3::uuid IS NULL OR "id" <> $3::uuid)
     RETURNING "id"`,
    [which.userId, which.onlyId ?? null, which.exceptId ?? null],
  );
  return rows.map((row) => row.id);
}
