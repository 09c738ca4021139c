import type { Sql } from "../platform/db/db.ts";

/** How many jobs are being done, or could be now. What waits for its next attempt is not counted. */
export async function countDueJobs(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*) AS "count" FROM graphile_worker.jobs
     WHERE ("run_at" <= now() AND "attempts" < "max_attempts") OR "locked_at" IS NOT NULL`,
  );
  return row?.count ?? 0;
}
