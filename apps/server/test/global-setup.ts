import type { TestProject } from "vitest/node";
import { createTemplate, runAsAdmin } from "./database.ts";

/** Brings a PostgreSQL and makes the template database. `TEST_POSTGRES_URL` names one that runs already. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const adminUrl = process.env["TEST_POSTGRES_URL"];
  if (adminUrl === undefined) throw new Error("TEST_POSTGRES_URL is not set");
  const templateName = await createTemplate(adminUrl);
  project.provide("postgres", { adminUrl, templateName });
  return () => runAsAdmin(adminUrl, `DROP DATABASE IF EXISTS "${templateName}" WITH (FORCE)`);
}
