import { createTemplate, dropDatabase } from "@whatskovi/server/database-template";
import { templateVariable } from "./product.ts";

/** Applies the migrations once, for the products of all tests. */
export default async function setUpTemplate(): Promise<() => Promise<void>> {
  const adminUrl = process.env["TEST_POSTGRES_URL"];
  if (adminUrl === undefined) throw new Error("TEST_POSTGRES_URL is not set: run these tests with `npm test`");
  const name = await createTemplate(adminUrl, `whatskovi_e2e_${process.pid}`);
  process.env[templateVariable] = name;
  return () => dropDatabase(adminUrl, name);
}
