import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { closePool, openPool } from "./pool.ts";

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase.drop());

const sessions = async () => {
  const [row] = await testDatabase.database.query<{ count: number }>(
    `SELECT count(*) AS "count" FROM pg_stat_activity WHERE "datname" = current_database() AND "pid" <> pg_backend_pid()`,
  );
  return row?.count;
};
const terminateOthers = () =>
  testDatabase.database.query(
    `SELECT pg_terminate_backend("pid") FROM pg_stat_activity WHERE "datname" = current_database() AND "pid" <> pg_backend_pid()`,
  );

test("is closed when the database has no session of it any more", async () => {
  const pool = openPool({ connectionString: testDatabase.url, max: 5 });
  await Promise.all(Array.from({ length: 5 }, () => pool.query("SELECT 1")));
  await closePool(pool);
  expect(pool.totalCount).toBe(0);
  await expect.poll(sessions).toBe(0);
});

test("connections that PostgreSQL ends, idle, in use or being closed, end nothing else", async () => {
  const pool = openPool({ connectionString: testDatabase.url, max: 3 });
  const [used] = await Promise.all([pool.connect(), pool.query("SELECT 1"), pool.query("SELECT 1")]);
  await terminateOthers();
  await expect(used.query("SELECT 1")).rejects.toThrow();
  used.release(true);
  await expect.poll(async () => (await pool.query("SELECT 1")).rowCount).toBe(1);
  const closed = closePool(pool);
  await terminateOthers();
  await closed;
});
