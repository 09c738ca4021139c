import { applyMigrations } from "@whatskovi/server/scenarios";
import { runKills } from "@whatskovi/server/kill-run";
import pg from "pg";

const databaseName = "whatskovi_kill";
const kills = Number(process.env["BENCH_KILLS"] ?? 50);
const seed = Number(process.env["BENCH_SEED"] ?? 1);

/**
 * 50 times kill -9 at seeded random moments, under 200 messages a second from customers and 50 from agents. Counts what was
 * promised, and lists every promise that was not kept; a list that is not empty is an error.
 */
export async function benchKill(adminUrl: string) {
  const databaseUrl = await createDatabase(adminUrl);
  const report = await runKills({ databaseUrl, kills, seed, inbound: 200, outbound: 50, onProgress });
  const { lost, duplicated, sentTwice, unfinished, untrue, refused, ...counts } = report;
  const faults = { lost, duplicated, sentTwice, unfinished, untrue, refused };
  if (Object.values(faults).some((list) => list.length > 0))
    throw new Error(`promises were not kept: ${JSON.stringify(samplesOf(faults))} after ${JSON.stringify(counts)}`);
  return { ...counts, seed, faults: 0 };
}

/** The first of each, and how many there are. */
const samplesOf = (lists: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [name, { count: list.length, first: list.slice(0, 5) }]),
  );

const onProgress = (sentence: string) => void process.stderr.write(`${sentence}\n`);

async function createDatabase(adminUrl: string): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS "${databaseName}" WITH (FORCE)`);
    await admin.query(`CREATE DATABASE "${databaseName}"`);
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${databaseName}`;
  await applyMigrations(url.toString());
  return url.toString();
}
