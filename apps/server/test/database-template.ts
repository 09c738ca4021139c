import pg from "pg";
import { applyMigrations } from "../src/platform/db/migrate.ts";

/** Makes an empty database on the PostgreSQL of `adminUrl` and returns its address. */
export async function createDatabase(adminUrl: string, name: string): Promise<string> {
  await runAsAdmin(adminUrl, `CREATE DATABASE "${name}"`);
  return withDatabaseName(adminUrl, name);
}

/** Makes one with all migrations applied, for others to be cloned from, and returns its name. */
export async function createTemplate(adminUrl: string, name: string): Promise<string> {
  await applyMigrations(await createDatabase(adminUrl, name));
  return name;
}

/** Clones a template in some 50 ms; nobody may be connected to it. Returns the address of the clone. */
export async function cloneTemplate(adminUrl: string, templateName: string, name: string): Promise<string> {
  await runAsAdmin(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${templateName}"`);
  return withDatabaseName(adminUrl, name);
}

export const dropDatabase = (adminUrl: string, name: string): Promise<void> =>
  runAsAdmin(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);

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
