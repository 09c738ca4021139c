import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { applyMigrations, largeScenarioPassword, seedLarge } from "@whatskovi/server/scenarios";
import pg from "pg";
import { Api } from "./api.ts";
import { type ServerProcess, startServer } from "@whatskovi/server/server-process";

/** The product running on the large scenario: 100,000 tickets, 1,000,000 messages, 20 agents, 3 queues. */
export type LargeWorld = {
  databaseUrl: string;
  server: ServerProcess;
  admin: Api;
  agents: Api[];
  queueId: string;
  stop(): Promise<void>;
};

const databaseName = "whatskovi_bench";

/** Makes the scenario's database, or takes the one of an earlier run when `BENCH_KEEP_DATABASE=1`. */
export async function openLargeDatabase(adminUrl: string): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const url = new URL(adminUrl);
  url.pathname = `/${databaseName}`;
  try {
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 1 && process.env["BENCH_KEEP_DATABASE"] === "1") return url.toString();
    await admin.query(`DROP DATABASE IF EXISTS "${databaseName}" WITH (FORCE)`);
    await admin.query(`CREATE DATABASE "${databaseName}"`);
  } finally {
    await admin.end();
  }
  await applyMigrations(url.toString());
  process.stderr.write("writing 100,000 tickets and 1,000,000 messages …\n");
  await seedLarge(url.toString());
  return url.toString();
}

export async function openLargeWorld(databaseUrl: string): Promise<LargeWorld> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-bench-"));
  const server = await startServer({
    databaseUrl,
    dataDir,
    env: { ENCRYPTION_KEY: "a key for benchmarks, where nothing is secret" },
  });
  const visitor = new Api(server.url);
  const admin = await visitor.signIn("admin@example.com", largeScenarioPassword);
  const agents: Api[] = [];
  for (let n = 1; n <= 20; n++) agents.push(await visitor.signIn(`agent${n}@example.com`, largeScenarioPassword));
  const queues = await admin.call<{ items: { id: string; name: string }[] }>("GET", "/api/queues");
  const queueId = queues.items[0]?.id ?? "";
  return {
    databaseUrl,
    server,
    admin,
    agents,
    queueId,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
