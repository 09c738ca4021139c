/** Asynchronous and scheduled work. */
export { createJobRunner } from "./job-runner.ts";
export type { JobRunnerDeps } from "./job-runner.ts";
