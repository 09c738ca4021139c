import pg from "pg";
import { inject } from "vitest";
import { applyMigrations } from "../src/platform/db/migrate.ts";
import { type Database, openDatabase } from "../src/platform/db/db.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL on which tests may create databases, and the template of ours on it. */
    postgres: { adminUrl: string; templateName: string };
  }
}

export type TestDatabase = { url: string; database: Database; drop(): Promise<void> };

let counter = 0;

/** A fresh database with all migrations applied, cloned from a template in some 50 ms. Drop it in `afterAll`. */
export async function createTestDatabase(options: { maxConnections?: number } = {}): Promise<TestDatabase> {
  const { adminUrl, templateName } = inject("postgres");
  const name = `${templateName}_${process.pid}_${counter++}`;
  await runAsAdmin(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${templateName}"`);
  const url = withDatabaseName(adminUrl, name);
  const database = openDatabase(url, { maxConnections: options.maxConnections ?? 10 });
  return {
    url,
    database,
    drop: async () => {
      await database.close();
      await runAsAdmin(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

/** Makes the template once a run. */
export async function createTemplate(adminUrl: string): Promise<string> {
  const templateName = `whatskovi_test_${process.pid}`;
  await runAsAdmin(adminUrl, `CREATE DATABASE "${templateName}"`);
  await applyMigrations(withDatabaseName(adminUrl, templateName));
  return templateName;
}

export async function runAsAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabaseName(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.toString();
}
