import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { newId } from "../platform/ids.ts";
import { ConnectionLocks } from "./connection-locks.ts";

let testDatabase: TestDatabase;
const open: ConnectionLocks[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterEach(() => Promise.all(open.splice(0).map((locks) => locks.close())));
afterAll(() => testDatabase.drop());

/** What one process of the server holds. */
function newProcess(onLost = () => {}): ConnectionLocks {
  const locks = new ConnectionLocks({ databaseUrl: testDatabase.url, log: pino({ level: "silent" }), onLost });
  open.push(locks);
  return locks;
}

test("of two processes one serves a number; the other takes over when it lets go or ends", async () => {
  const [one, two] = [newProcess(), newProcess()];
  const [number, another] = [newId(), newId()];
  expect([await one.take(number), await two.take(number)]).toEqual([true, false]);
  expect(await two.take(another)).toBe(true);
  await one.give(number);
  expect(await two.take(number)).toBe(true);
  await two.close();
  await expect.poll(() => one.take(another), { timeout: 5000 }).toBe(true);
});

test("who loses its database session is told, and another process may serve its numbers", async () => {
  const onLost = vi.fn();
  const [one, two] = [newProcess(onLost), newProcess()];
  const number = newId();
  await one.take(number);
  await testDatabase.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'whatskovi locks' AND datname = current_database()`,
  );
  await expect.poll(() => onLost.mock.calls.length, { timeout: 5000 }).toBe(1);
  await expect.poll(() => two.take(number), { timeout: 5000 }).toBe(true);
  expect(await one.take(number)).toBe(false);
});
