import type { Sql } from "../../platform/db/db.ts";

/** Marks a person's notifications as read, those of these ids or all. Returns which were not before. */
export async function markRead(
  tx: Pick<Sql, "query">,
  { userId, ids, at }: { userId: string; ids: readonly string[] | null; at: Date },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE "Notification" SET "readAt" = $3::timestamptz
     WHERE "userId" = $1::uuid AND "readAt" IS NULL AND ($2::uuid[] IS NULL OR "id" = ANY($2::uuid[])) RETURNING "id"`,
    [userId, ids === null ? null : [...ids], at],
  );
  return rows.map(({ id }) => id);
}
