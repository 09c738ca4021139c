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

export type SpentJob = { readonly id: string; readonly task: string; readonly payload: unknown };

/** Jobs of these tasks that have no attempt left and are not under way: the queue itself keeps them for ever and does nothing. */
export function listSpentJobs(sql: Sql, tasks: readonly string[], limit: number): Promise<SpentJob[]> {
  return sql.query<SpentJob>(
    `SELECT job."id"::text AS "id", task."identifier" AS "task", job."payload"
     FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task."id" = job."task_id"
     WHERE job."attempts" >= job."max_attempts" AND job."locked_at" IS NULL AND task."identifier" = ANY($1::text[])
     ORDER BY job."id" LIMIT $2::int`,
    [tasks, limit],
  );
}

/** Unless somebody had it done anew meanwhile. */
export async function removeSpentJob(sql: Sql, id: string): Promise<void> {
  await sql.query(
    `SELECT count(*) FROM graphile_worker.complete_jobs(ARRAY(
       SELECT "id" FROM graphile_worker._private_jobs
       WHERE "id" = $1::bigint AND "attempts" >= "max_attempts" AND "locked_at" IS NULL FOR UPDATE))`,
    [id],
  );
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
