import { Logger as JobLogger, run, type Runner } from "graphile-worker";
import pg from "pg";
import type { Logger } from "../platform/logging/index.ts";
import type { Part } from "../platform/part.ts";
import { countDueJobs } from "./job-queue.repository.ts";
import { createTasks, crontab, type TaskDeps } from "./tasks.ts";

export type JobRunnerDeps = TaskDeps & { readonly databaseUrl: string };

const CONCURRENCY = 4;
/** One for listening, the rest for taking and finishing jobs. */
const MAX_CONNECTIONS = 3;

/** Does the jobs of the database's queue, here and in any other process that runs one: each job is done by one. */
export function createJobRunner(deps: JobRunnerDeps): Part {
  let runner: Runner | undefined;
  let pool: pg.Pool | undefined;
  return {
    name: "jobs",
    start: async () => {
      pool = new pg.Pool({ connectionString: deps.databaseUrl, max: MAX_CONNECTIONS, application_name: "whatskovi-jobs" });
      pool.on("error", (error) => deps.logger.warn({ err: error }, "the jobs lost a connection to the database"));
      runner = await run({
        pgPool: pool,
        concurrency: CONCURRENCY,
        taskList: createTasks(deps),
        crontab,
        noHandleSignals: true,
        logger: loggerFor(deps.logger),
      });
    },
    stop: async () => {
      await runner?.stop();
      await pool?.end();
      runner = undefined;
      pool = undefined;
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
    // What the queue says of its own work is of interest to whoever looks for a fault.
    if (level === "error") logger.error({ err: meta?.["error"] }, message);
    else if (level === "warning") logger.warn(message);
    else logger.debug(message);
  });
