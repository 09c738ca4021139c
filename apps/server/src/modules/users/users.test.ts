import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";
import { newId } from "../../platform/ids.ts";

let server: TestServer;
let admin: TestUser;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn({ role: "ADMIN", name: "Ágata" });
});
afterAll(() => server.stop());

const outboxSince = async (id: number) =>
  (
    await server.database.query<{ payload: Record<string, unknown> }>(
      `SELECT "payload" FROM "OutboxEvent" WHERE "id" > $1::bigint ORDER BY "id"`,
      [id],
    )
  ).map(({ payload }) => payload);
const lastOutboxId = async () =>
  (await server.database.query<{ id: number | null }>(`SELECT max("id") AS "id" FROM "OutboxEvent"`))[0]?.id ?? 0;

describe("a new person", () => {
  test("is made with queues and can sign in", async () => {
    const queue = await server.factories.queue();
    const body = { name: "Bia", email: "Bia@Example.com", password: "senha-forte-1", queueIds: [queue.id] };
    const user = await admin.api.createUser({ body });
    expect(user).toMatchObject({
      email: "bia@example.com",
      role: "AGENT",
      maxTickets: null,
      isActive: true,
      queueIds: [queue.id],
    });
    expect(await admin.api.getUser({ params: { id: user.id } })).toEqual(user);
    expect((await server.login("bia@example.com", "senha-forte-1")).user).toEqual(user);
  });

  test("needs an e-mail of their own and queues that exist; else nothing is left behind", async () => {
    const taken = { name: "X", email: admin.email.toUpperCase(), password: "senha-forte-1" };
    await expect(admin.api.createUser({ body: taken })).rejects.toMatchObject({
      status: 409,
      problem: { code: "already_exists", fields: [{ path: "body.email" }] },
    });
    const astray = { name: "X", email: "astray@example.com", password: "senha-forte-1", queueIds: [newId()] };
    await expect(admin.api.createUser({ body: astray })).rejects.toMatchObject({ status: 404 });
    expect(await server.database.models.user.count({ where: { email: "astray@example.com" } })).toBe(0);
  });
});

describe("a change", () => {
  let person: TestUser;
  beforeEach(async () => {
    person = await server.signedIn();
  });

  test("of role and queues holds with the next request of the same token, is audited and told", async () => {
    const queue = await server.factories.queue();
    const since = await lastOutboxId();
    await expect(person.api.listUsers()).rejects.toMatchObject({ status: 403 });
    const changes = { role: "SUPERVISOR" as const, queueIds: [queue.id], maxTickets: 3 };
    expect(await admin.api.updateUser({ params: { id: person.id }, body: changes })).toMatchObject(changes);
    expect((await person.api.listUsers()).items.length).toBeGreaterThan(0);
    expect((await person.api.getMe()).queueIds).toEqual([queue.id]);
    expect(await outboxSince(since)).toMatchObject([
      { type: "user", userId: person.id },
      { catalogue: "users" },
      { catalogue: "queues" },
    ]);
    const [entry] = await server.database.models.auditLog.findMany({ where: { entityId: person.id } });
    expect(entry).toMatchObject({ action: "user.updated", userId: admin.id });
    expect(entry?.details).toEqual({
      role: { from: "AGENT", to: "SUPERVISOR" },
      maxTickets: { from: null, to: 3 },
      queueIds: { from: [], to: [queue.id] },
    });
  });

  test("of nothing changes nothing, and null takes the limit away", async () => {
    const before = await admin.api.updateUser({ params: { id: person.id }, body: { maxTickets: 2 } });
    expect(await admin.api.updateUser({ params: { id: person.id }, body: {} })).toEqual(before);
    expect(await admin.api.updateUser({ params: { id: person.id }, body: { maxTickets: null } })).toMatchObject({
      maxTickets: null,
    });
  });
});

describe("a deactivated person", () => {
  test("is thrown out; their open tickets wait in their queues, the closed stay theirs", async () => {
    const queue = await server.factories.queue();
    const person = await server.signedIn({ name: "Caio", queueIds: [queue.id] });
    const { id: whatsappId } = await server.factories.connection();
    const ticketFor = async (fields: { status?: "CLOSED"; queueId: string | null }) =>
      (
        await server.factories.ticket({
          contactId: (await server.factories.contact()).id,
          whatsappId,
          userId: person.id,
          ...fields,
        })
      ).id;
    const open = await ticketFor({ queueId: queue.id });
    const adrift = await ticketFor({ queueId: null });
    const closed = await ticketFor({ queueId: queue.id, status: "CLOSED" });
    const since = await lastOutboxId();

    await admin.api.deactivateUser({ params: { id: person.id } });

    const tickets = await server.database.models.ticket.findMany({ where: { id: { in: [open, adrift, closed] } } });
    const after = Object.fromEntries(
      tickets.map(({ id, status, userId, queueId }) => [id, { status, userId, queueId }]),
    );
    expect(after).toEqual({
      [open]: { status: "PENDING", userId: null, queueId: queue.id },
      [adrift]: { status: "PENDING", userId: null, queueId: null },
      [closed]: { status: "CLOSED", userId: person.id, queueId: queue.id },
    });
    const [event] = await server.database.models.ticketEvent.findMany({ where: { ticketId: open } });
    expect(event).toMatchObject({
      type: "RETURNED",
      userId: admin.id,
      details: { fromUser: { id: person.id, name: "Caio" } },
    });
    await expect(person.api.getMe()).rejects.toMatchObject({ problem: { code: "session_expired" } });
    await expect(server.login(person.email)).rejects.toMatchObject({ problem: { code: "invalid_credentials" } });
    const told = await outboxSince(since);
    expect(told.map(({ type }) => type).toSorted()).toEqual([
      "catalogue",
      "catalogue",
      "sessions-ended",
      "ticket",
      "ticket",
      "user",
    ]);
    expect(told.find(({ type }) => type === "sessions-ended")).toMatchObject({
      userId: person.id,
      reason: "deactivated",
    });
    expect(told.find(({ ticketId }) => ticketId === open)).toMatchObject({
      before: { status: "OPEN", queueId: queue.id, userId: person.id },
    });
  });

  test("comes back with their history when activated again, and has to sign in", async () => {
    const person = await server.signedIn();
    await admin.api.deactivateUser({ params: { id: person.id } });
    await admin.api.deactivateUser({ params: { id: person.id } });
    expect(await admin.api.updateUser({ params: { id: person.id }, body: { isActive: true } })).toMatchObject({
      isActive: true,
    });
    await expect(person.api.getMe()).rejects.toMatchObject({ status: 401 });
    await expect(server.login(person.email)).resolves.toMatchObject({ user: { id: person.id } });
  });
});

describe("the last administrator", () => {
  let lonely: TestServer;
  beforeEach(async () => {
    lonely = await startTestServer();
  });

  test("can neither leave nor step down", async () => {
    const last = await lonely.signedIn({ role: "ADMIN" });
    await lonely.factories.user({ role: "ADMIN", isActive: false });
    const refused = { status: 409, problem: { code: "last_administrator" } };
    await expect(last.api.deactivateUser({ params: { id: last.id } })).rejects.toMatchObject(refused);
    await expect(last.api.updateUser({ params: { id: last.id }, body: { role: "AGENT" } })).rejects.toMatchObject(
      refused,
    );
    await expect(
      last.api.updateUser({ params: { id: last.id }, body: { isActive: false, name: "X" } }),
    ).rejects.toMatchObject(refused);
    await lonely.stop();
  });

  test("is left when all administrators remove each other at once", async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => lonely.signedIn({ role: "ADMIN" })));
    const removals = all.map((each, index) => {
      const victim = all[(index + 1) % all.length]!;
      return index % 2 === 0
        ? each.api.deactivateUser({ params: { id: victim.id } })
        : each.api.updateUser({ params: { id: victim.id }, body: { role: "AGENT" } });
    });
    await Promise.allSettled(removals);
    const left = await lonely.database.models.user.count({ where: { role: "ADMIN", isActive: true } });
    expect(left).toBeGreaterThanOrEqual(1);
    await lonely.stop();
  });
});

describe("lists", () => {
  test("of people filter by text and activity, by name, page by page", async () => {
    for (const name of ["Zeca", "ana maria", "Ana Paula"]) await server.factories.user({ name });
    await server.factories.user({ name: "Ana Inativa", isActive: false });
    const names = async (query: object) => (await admin.api.listUsers({ query })).items.map((user) => user.name);
    expect(await names({ q: "ANA" })).toEqual(["Ana Inativa", "ana maria", "Ana Paula"]);
    expect(await names({ q: "ana", isActive: "true" })).toEqual(["ana maria", "Ana Paula"]);
    expect(await names({ q: admin.email })).toEqual(["Ágata"]);
    expect(await names({ q: "100%_" })).toEqual([]);
    const first = await admin.api.listUsers({ query: { q: "ana", limit: 2 } });
    const second = await admin.api.listUsers({ query: { q: "ana", limit: 2, cursor: first.nextCursor ?? "" } });
    expect([...first.items, ...second.items].map((user) => user.name)).toEqual([
      "Ana Inativa",
      "ana maria",
      "Ana Paula",
    ]);
  });

  test("of colleagues show who is active, to everybody, without e-mail addresses", async () => {
    const queue = await server.factories.queue();
    const agent = await server.signedIn({ name: "Davi", queueIds: [queue.id] });
    await server.factories.user({ name: "Davi Inativo", queueIds: [queue.id], isActive: false });
    const { items } = await agent.api.listColleagues({ query: { queueId: queue.id } });
    expect(items).toEqual([{ id: agent.id, name: "Davi", role: "AGENT", status: "OFFLINE", queueIds: [queue.id] }]);
    expect((await agent.api.listColleagues({ query: { q: agent.email } })).items).toEqual([]);
  });

  test("refuse a cursor of another list", async () => {
    const cursor = Buffer.from(`["x",1]`).toString("base64url");
    await expect(admin.api.listUsers({ query: { cursor } })).rejects.toMatchObject({
      problem: { code: "invalid_input", fields: [{ path: "query.cursor" }] },
    });
  });
});
