import type { Sql } from "../platform/db/db.ts";
import { listSpentJobs, removeSpentJob } from "./job-queue.repository.ts";

/** What is done for a job that nobody will do: what waits for it must learn so. May be called more than once. */
export type Endings = Readonly<Record<string, (payload: unknown) => Promise<void>>>;

const batchSize = 100;

/**
 * A job tells what it leads to in its last attempt. One whose process was killed in that attempt, or whose telling failed, could
 * not: its ending does, and only then the job is forgotten.
 */
export async function settleSpentJobs(sql: Sql, endings: Endings): Promise<number> {
  const jobs = await listSpentJobs(sql, Object.keys(endings), batchSize);
  for (const { id, task, payload } of jobs) {
    await endings[task]?.(payload);
    await removeSpentJob(sql, id);
  }
  return jobs.length;
}
