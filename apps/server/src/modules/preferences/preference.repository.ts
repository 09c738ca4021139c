import type { Sql } from "../../platform/db/db.ts";

/** What somebody chose, as it was stored by this release or an earlier one. */
export type ChosenRow = { readonly chosen: Record<string, unknown>; readonly version: number };

/** Null when nothing was ever chosen. */
export async function findChosen(db: Pick<Sql, "query">, userId: string): Promise<ChosenRow | null> {
  const [row] = await db.query<ChosenRow>(
    `SELECT "chosen", "version" FROM "UserPreferences" WHERE "userId" = $1::uuid`,
    [userId],
  );
  return row ?? null;
}

/** Lays the changes over what was chosen, by one statement, so that none of two at once is lost. */
export async function mergeChosen(
  tx: Pick<Sql, "query">,
  { userId, changes, at }: { userId: string; changes: object; at: Date },
): Promise<ChosenRow> {
  const [row] = await tx.query<ChosenRow>(
    `INSERT INTO "UserPreferences" AS kept ("userId", "chosen", "version", "updatedAt")
     VALUES ($1::uuid, $2::jsonb, 1, $3::timestamptz)
     ON CONFLICT ("userId") DO UPDATE
     SET "chosen" = kept."chosen" || EXCLUDED."chosen", "version" = kept."version" + 1, "updatedAt" = EXCLUDED."updatedAt"
     RETURNING "chosen", "version"`,
    [userId, JSON.stringify(changes), at],
  );
  if (row === undefined) throw new Error("an upsert answers its row");
  return row;
}
