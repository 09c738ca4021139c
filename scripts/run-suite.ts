import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { inProduct, withPrograms } from "./places.mjs";
import { type Outcome, outcomeOf } from "./suite-outcome.ts";
import type { Suite } from "./suites.ts";

const longestMilliseconds = 30 * 60_000;
/** The suite whose lines are shown as they come. One that runs beside it has one worker, and its lines are held back until it ends. */
let shown: Suite | undefined;

/** Runs one suite and reads its report. A suite that crashes, hangs or runs nothing counts as a failure. */
export async function runSuite(suite: Suite, reportFile: string): Promise<Outcome> {
  const isShown = shown === undefined;
  const child = launch(suite, reportFile, isShown ? [] : ["--maxWorkers=1"]);
  if (isShown) shown = suite;
  const held: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (isShown ? process.stdout.write(chunk) : held.push(chunk)));
  }
  const timer = setTimeout(() => child.kill("SIGKILL"), longestMilliseconds);
  const code = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (exitCode, signal) => resolve(exitCode ?? signal ?? "no exit code"));
  });
  clearTimeout(timer);
  if (isShown) shown = undefined;
  process.stdout.write(Buffer.concat(held));
  const report = await readFile(reportFile, "utf8").catch(() => undefined);
  return outcomeOf(suite, code, report);
}

function launch({ kind, folder }: Suite, reportFile: string, beside: readonly string[]): ChildProcess {
  const isColoured = process.stdout.isTTY;
  const env = {
    ...withPrograms(),
    ...(isColoured ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }),
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
    // The server is started many times: what one start has compiled, the next ones need not.
    NODE_COMPILE_CACHE: path.join(path.dirname(reportFile), "compiled"),
  };
  const args = {
    vitest: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`, ...beside],
    playwright: ["test", "--reporter=list,json"],
  };
  return spawn(inProduct("node_modules", ".bin", kind), args[kind], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
