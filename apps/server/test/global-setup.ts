import type { TestProject } from "vitest/node";
import { createTemplate, dropDatabase } from "./database-template.ts";
import { startTestPostgres } from "./postgres.ts";

/** Brings a PostgreSQL and makes the template database. `TEST_POSTGRES_URL` names one that runs already. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_POSTGRES_URL"];
  const own = given ? undefined : await startTestPostgres();
  const adminUrl = given || (own?.adminUrl ?? "");
  const templateName = await createTemplate(adminUrl, `whatskovi_test_${process.pid}`);
  project.provide("postgres", { adminUrl, templateName });
  return async () => {
    await dropDatabase(adminUrl, templateName);
    await own?.stop();
  };
}
