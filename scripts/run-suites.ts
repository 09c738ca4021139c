import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestPostgres } from "../apps/server/test/postgres.ts";
import { buildWebIfStale } from "./prepare.mjs";
import { runSuite } from "./run-suite.ts";
import { findSuites, type Suite } from "./suites.ts";
import { addUp, type Outcome, summary } from "./suite-outcome.ts";

/**
 * Runs the suites on a PostgreSQL of their own: the server's beside the small ones, then those that drive a browser, which
 * need the machine for themselves. Ends with one line: the sum.
 */
const suites = findSuites(process.argv.slice(2));
const postgres = process.env["TEST_POSTGRES_URL"] ? undefined : await startTestPostgres();
if (postgres !== undefined) process.env["TEST_POSTGRES_URL"] = postgres.adminUrl;
const reports = await mkdtemp(path.join(tmpdir(), "whatskovi-reports-"));
try {
  const outcomes = await runAll(suites);
  const total = addUp(outcomes);
  for (const problem of outcomes.flatMap((outcome) => outcome.problems)) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${summary(total)}\n`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} finally {
  await postgres?.stop();
  await rm(reports, { recursive: true, force: true });
}

async function runAll(all: readonly Suite[]): Promise<Outcome[]> {
  const server = all.filter((suite) => suite.name === "server");
  const browser = all.filter((suite) => suite.kind === "playwright");
  const small = all.filter((suite) => !server.includes(suite) && !browser.includes(suite));
  const beside = async () => {
    const outcomes = await inTurn(small);
    if (browser.length > 0) await buildWebIfStale();
    return outcomes;
  };
  const outcomes = await Promise.all([inTurn(server), beside()]);
  return [...outcomes.flat(), ...(await inTurn(browser))];
}

async function inTurn(some: readonly Suite[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const suite of some) outcomes.push(await runSuite(suite, path.join(reports, `${suite.name}.json`)));
  return outcomes;
}
