import { inject } from "vitest";
import { type Database, openDatabase } from "../src/platform/db/db.ts";
import { cloneTemplate, dropDatabase } from "./database-template.ts";

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
  const url = await cloneTemplate(adminUrl, templateName, name);
  const database = openDatabase(url, { maxConnections: options.maxConnections ?? 10 });
  return {
    url,
    database,
    drop: async () => {
      await database.close();
      await dropDatabase(adminUrl, name);
    },
  };
}
