import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { newId } from "../platform/ids.ts";
import { settleSpentJobs } from "./spent-jobs.ts";
import { freeJobsOfTheDead, holdPresence } from "./job-queue.repository.ts";
import { pruneOutbox, pruneParked, pruneSessions } from "./prune.repository.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test("a job runs in the server, and what is drained is done", async () => {
  const { database } = server;
  const { id, connectionId } = await awaited();
  await database.query(
    `SELECT graphile_worker.add_job('fetch-media', json_build_object('mediaId', $1::text, 'connectionId', $2::text), max_attempts => 1)::text`,
    [id, connectionId],
  );
  await server.drain();
  expect(await database.models.mediaFile.findUnique({ where: { id } })).toMatchObject({
    status: "FAILED",
    failure: "the number is not connected",
  });
});

test("a job of a worker that was killed is given free, one of a worker that lives is not", async () => {
  const { database } = server;
  const session = await database.pool.connect();
  try {
    await holdPresence(session, "worker-living");
    await database.query(`SELECT graphile_worker.add_job('of-nobody')::text FROM generate_series(1, 3)`);
    const workers = ["worker-living", "worker-own", "worker-killed"];
    await database.query(
      `UPDATE graphile_worker._private_jobs job SET "locked_at" = now(), "locked_by" = named."worker" FROM (
         SELECT "id", ($1::text[])[row_number() OVER (ORDER BY "id")] AS "worker" FROM graphile_worker.jobs
         WHERE "task_identifier" = 'of-nobody') named
       WHERE named."id" = job."id"`,
      [workers],
    );
    expect(await freeJobsOfTheDead(database, ["worker-own"])).toBe(1);
    const held = await database.query<{ by: string }>(
      `SELECT "locked_by" AS "by" FROM graphile_worker.jobs WHERE "locked_by" IS NOT NULL ORDER BY 1`,
    );
    expect(held).toEqual([{ by: "worker-living" }, { by: "worker-own" }]);
  } finally {
    session.release(true);
    await database.query(`SELECT graphile_worker.force_unlock_workers($1::text[])::text`, [
      ["worker-living", "worker-own"],
    ]);
    await database.query(`DELETE FROM graphile_worker._private_jobs WHERE "attempts" = 0`);
  }
});

/** As the queue holds a job that was begun that often, by nobody now. */
async function begunJob(task: string, key: string, payload: object, attempts: number) {
  const { database } = server;
  await database.query(
    `SELECT graphile_worker.add_job($1::text, $2::json, job_key => $3::text, max_attempts => 8,
       run_at => now() + interval '1 hour')::text`,
    [task, JSON.stringify(payload), key],
  );
  await database.query(`UPDATE graphile_worker._private_jobs SET "attempts" = $2::int WHERE "key" = $1::text`, [
    key,
    attempts,
  ]);
}
const jobKeys = async () =>
  (await server.database.query<{ key: string }>(`SELECT "key" FROM graphile_worker.jobs WHERE "key" IS NOT NULL`)).map(
    ({ key }) => key,
  );

/** A file that a message waits for. */
async function awaited() {
  const { database, factories } = server;
  const [contact, connection] = [await factories.contact(), await factories.connection()];
  const place = { contactId: contact.id, whatsappId: connection.id };
  const { id: ticketId } = await factories.ticket(place);
  const id = newId();
  const source = { reference: {}, mimeType: null, fileName: null, size: null };
  await database.models.mediaFile.create({ data: { id, fileName: "", mimeType: "image/png", source } });
  await factories.message({ ...place, ticketId, mediaId: id });
  return { id, connectionId: connection.id };
}
const mediaOf = (id: string) => server.database.models.mediaFile.findUniqueOrThrow({ where: { id } });

test("a file whose last attempt was killed shows that it is missing, and can be fetched again", async () => {
  const { database } = server;
  const admin = await server.signedIn({ role: "ADMIN" });
  const [spent, waiting] = [await awaited(), await awaited()];
  const payloadOf = ({ id, connectionId }: typeof spent) => ({ mediaId: id, connectionId });
  await begunJob("fetch-media", "spent", payloadOf(spent), 8);
  await begunJob("fetch-media", "waiting", payloadOf(waiting), 7);
  await expect.poll(async () => (await mediaOf(spent.id)).status).toBe("FAILED");
  await expect.poll(jobKeys).toEqual(["waiting"]);
  expect(await mediaOf(waiting.id)).toMatchObject({ status: "PENDING" });
  expect(await admin.api.retryMedia({ params: { id: spent.id } })).toMatchObject({ status: "PENDING" });
  await database.query(`SELECT graphile_worker.remove_job('waiting')::text`);
});

test("what is asked for again while its end is told stays asked for", async () => {
  const { database } = server;
  const { id, connectionId } = await awaited();
  await begunJob("of-a-test", "again", { mediaId: id, connectionId }, 8);
  const endings = { "of-a-test": async () => begunJob("of-a-test", "again", {}, 0) };
  expect(await settleSpentJobs(database, endings)).toBe(1);
  expect(await jobKeys()).toContain("again");
  await database.query(`SELECT graphile_worker.remove_job('again')::text`);
});

test("published events are removed after a while, unpublished ones never", async () => {
  const { database } = server;
  await database.query(
    `INSERT INTO "OutboxEvent" ("type", "payload", "seq", "createdAt")
     SELECT 'catalogue', '{}', nextval('"OutboxEvent_publication_seq"'), $1::timestamptz FROM generate_series(1, 12000)`,
    [daysAgo(2)],
  );
  const before = await database.query(`SELECT 1 FROM "OutboxEvent" WHERE "createdAt" > $1::timestamptz`, [daysAgo(1)]);
  expect(await pruneOutbox(database, daysAgo(1))).toBe(12_000);
  expect(await database.query(`SELECT 1 FROM "OutboxEvent"`)).toHaveLength(before.length);
});

test("ended sessions and news that waited in vain are removed", async () => {
  const { database, factories } = server;
  const [user, connection] = [await factories.user(), await factories.connection()];
  const session = (fields: object) => ({
    id: newId(),
    userId: user.id,
    tokenHash: newId(),
    expiresAt: daysAgo(-1),
    ...fields,
  });
  const kept = session({});
  await database.models.session.createMany({
    data: [kept, session({ endedAt: daysAgo(9) }), session({ expiresAt: daysAgo(9) })],
  });
  expect(await pruneSessions(database, daysAgo(7))).toBe(2);
  expect(await database.models.session.findMany({ where: { userId: user.id } })).toMatchObject([{ id: kept.id }]);
  const parked = (createdAt: Date) => ({
    id: newId(),
    whatsappId: connection.id,
    providerId: "p",
    event: {},
    createdAt,
  });
  await database.models.parkedUpdate.createMany({ data: [parked(daysAgo(31)), parked(daysAgo(29))] });
  expect(await pruneParked(database, daysAgo(30))).toBe(1);
});
