import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { cloneTemplate, createDatabase, dropDatabase } from "@whatskovi/server/database-template";
import { startServer } from "@whatskovi/server/server-process";

/** The product as it runs for people, on an empty database of its own. */
export type Product = { url: string; databaseUrl: string; stop(): Promise<void> };

/** Names the database that has the tables already, from which those of the products are cloned. */
export const templateVariable = "E2E_TEMPLATE_DATABASE";

let counter = 0;

/** Starts the product on the PostgreSQL of `TEST_POSTGRES_URL`, with these settings besides the usual ones. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const adminUrl = process.env["TEST_POSTGRES_URL"];
  if (adminUrl === undefined) throw new Error("TEST_POSTGRES_URL is not set: run these tests with `npm test`");
  const name = `whatskovi_e2e_${process.pid}_${counter++}`;
  const template = process.env[templateVariable];
  const databaseUrl = await (template === undefined
    ? createDatabase(adminUrl, name)
    : cloneTemplate(adminUrl, template, name));
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-e2e-"));
  const server = await startServer({ databaseUrl, dataDir, env });
  return {
    url: server.url,
    databaseUrl,
    async stop() {
      await server.stop();
      await dropDatabase(adminUrl, name);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
