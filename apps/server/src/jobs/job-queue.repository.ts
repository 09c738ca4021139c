import type { ClientBase } from "pg";
import type { Sql } from "../platform/db/db.ts";

/** The class of the session advisory locks that say which workers live. */
const presenceSpace = 7105;

/** How many jobs are being done, or could be now. What waits for its next attempt is not counted. */
export async function countDueJobs(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*) AS "count" FROM graphile_worker.jobs
     WHERE ("run_at" <= now() AND "attempts" < "max_attempts") OR "locked_at" IS NOT NULL`,
  );
  return row?.count ?? 0;
}

/** Holds as long as the session does. */
export async function holdPresence(session: Pick<ClientBase, "query">, workerId: string): Promise<void> {
  await session.query("SELECT pg_advisory_lock($1::int, hashtext($2::text))", [presenceSpace, workerId]);
}

/**
 * Gives free what is locked by workers who are not present; `own` count as present. Returns how many workers those were. A job
 * that was under way is begun again, so each must bear that.
 */
export async function freeJobsOfTheDead(sql: Sql, own: readonly string[]): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `WITH present AS (
       SELECT "objid" FROM pg_locks WHERE "locktype" = 'advisory' AND "granted" AND "objsubid" = 2
         AND "classid" = $2::int AND "database" = (SELECT "oid" FROM pg_database WHERE "datname" = current_database())
     ), dead AS (
       SELECT DISTINCT "locked_by" FROM graphile_worker.jobs
       WHERE "locked_by" IS NOT NULL AND "locked_by" <> ALL($1::text[])
         AND ((hashtext("locked_by")::bigint & 4294967295)::oid) NOT IN (SELECT "objid" FROM present)
     ), freed AS (
       SELECT graphile_worker.force_unlock_workers(coalesce(array_agg("locked_by"), '{}')), count(*)::int AS "count" FROM dead
     )
     SELECT "count" FROM freed`,
    [own, presenceSpace],
  );
  return row?.count ?? 0;
}
