import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startServer } from "@whatskovi/server/server-process";
import pg from "pg";

/** The product as it runs for people, on an empty database of its own. */
export type Product = { url: string; databaseUrl: string; stop(): Promise<void> };

let counter = 0;

/** Starts the product on the PostgreSQL of `TEST_POSTGRES_URL`, with these settings besides the usual ones. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const adminUrl = process.env["TEST_POSTGRES_URL"];
  if (adminUrl === undefined) throw new Error("TEST_POSTGRES_URL is not set: run these tests with `npm test`");
  const name = `whatskovi_e2e_${process.pid}_${counter++}`;
  await runAsAdmin(adminUrl, `CREATE DATABASE "${name}"`);
  const databaseUrl = new URL(adminUrl);
  databaseUrl.pathname = `/${name}`;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-e2e-"));
  const server = await startServer({ databaseUrl: databaseUrl.toString(), dataDir, env });
  return {
    url: server.url,
    databaseUrl: databaseUrl.toString(),
    async stop() {
      await server.stop();
      await runAsAdmin(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function runAsAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
