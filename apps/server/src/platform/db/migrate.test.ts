import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import pg from "pg";
import { runAsAdmin } from "../../../test/database-template.ts";
import { StartError } from "../errors/start-error.ts";
import { bringUpToDate } from "./migrate.ts";

const { adminUrl } = inject("postgres");
const name = `whatskovi_migrate_${randomUUID()}`;
const url = new URL(adminUrl);
url.pathname = `/${name}`;
beforeAll(() => runAsAdmin(adminUrl, `CREATE DATABASE "${name}"`));
afterAll(() => runAsAdmin(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));

const run = async () => {
  const onWork = vi.fn();
  await bringUpToDate(url.toString(), onWork);
  return onWork.mock.calls.length;
};

test("an empty database is brought up to date once; after that one query tells that nothing is missing", async () => {
  expect(await run()).toBe(1);
  expect(await run()).toBe(0);
});

test("a database of a newer version is left alone", async () => {
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_later', now())`,
  );
  await client.end();
  await expect(run()).rejects.toThrow(StartError);
  await expect(run()).rejects.toThrow(/newer version of WhatsKovi \(it knows 29990101000000_later\)/);
});
