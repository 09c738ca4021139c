import { EventEmitter } from "node:events";
import { Logger as JobLogger, run, type Runner, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { closePool, openPool } from "../platform/db/pool.ts";
import type { Logger } from "../platform/logging/index.ts";
import type { Part } from "../platform/part.ts";
import { countDueJobs } from "./job-queue.repository.ts";
import { settleSpentJobs } from "./spent-jobs.ts";
import { createEndings, createTasks, crontab, type TaskDeps } from "./tasks.ts";
import { WorkerPresence } from "./worker-presence.ts";

export type JobRunnerDeps = TaskDeps & { readonly databaseUrl: string };

const CONCURRENCY = 4;
/** One for listening, the rest for taking and finishing jobs. */
const MAX_CONNECTIONS = CONCURRENCY + 1;

/** Does the jobs of the database's queue, here and in any other process that runs one: each job is done by one. */
export function createJobRunner(deps: JobRunnerDeps): Part {
  let runner: Runner | undefined;
  let pool: Pool | undefined;
  const presence = new WorkerPresence({ ...deps, afterLook: () => settleSpentJobs(deps.db, createEndings(deps)) });
  const events = new EventEmitter() as WorkerEvents;
  events.on("worker:create", ({ worker }) => presence.enter(worker.workerId));
  return {
    name: "jobs",
    start: async () => {
      await presence.start();
      // A pool that the queue makes for itself is left to close by itself, and without anybody who hears of its errors.
      pool = openPool({ connectionString: deps.databaseUrl, max: MAX_CONNECTIONS });
      runner = await run({
        pgPool: pool,
        concurrency: CONCURRENCY,
        taskList: createTasks(deps),
        crontab,
        noHandleSignals: true,
        events,
        logger: loggerFor(deps.logger),
      });
    },
    stop: async () => {
      await runner?.stop();
      runner = undefined;
      if (pool !== undefined) await closePool(pool);
      pool = undefined;
      await presence.stop();
    },
    drain: () => drained(deps),
    isIdle: async () => (await countDueJobs(deps.db)) === 0,
  };
}

const DRAIN_TIMEOUT_MS = 15_000;

async function drained({ db }: JobRunnerDeps): Promise<void> {
  const deadline = Date.now() + DRAIN_TIMEOUT_MS;
  while ((await countDueJobs(db)) > 0) {
    if (Date.now() > deadline) throw new Error("the jobs were not done in time");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const loggerFor = (logger: Logger): JobLogger =>
  new JobLogger(() => (level, message, meta) => {
    // A job that failed is tried again: what it leads to in the end is told by the job.
    if (meta?.["failure"] === true) logger.warn({ err: meta["error"] }, "a job failed");
    else if (level === "error") logger.error({ err: meta?.["error"] }, message);
    else if (level === "warning") logger.warn(message);
    else logger.debug(message);
  });
