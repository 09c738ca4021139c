import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../../platform/db/db.ts";
import { newId } from "../../../platform/ids.ts";
import { receiveEvents } from "./receive-events.ts";
import { createReceivingWorld, text } from "./receiving.fixture.ts";

let world: Awaited<ReturnType<typeof createReceivingWorld>>;
beforeAll(async () => {
  world = await createReceivingWorld();
});
afterAll(() => world.drop());

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

test("50 first messages of one new contact at once on two numbers make one contact and one ticket a number", async () => {
  const [one, other] = [await world.connection(), await world.connection()];
  await Promise.all(
    many(50).map((index) => world.receive(index % 2 === 0 ? one : other, text("5511911110001", `${index}`))),
  );
  const contacts = await world.db.query<{ id: string }>(`SELECT "id" FROM "Contact"`);
  expect(contacts).toHaveLength(1);
  for (const connection of [one, other]) {
    expect(await world.tickets(connection)).toMatchObject([{ status: "PENDING", unreadMessages: 25 }]);
    expect(await world.messages(connection)).toHaveLength(25);
  }
});

test("separate processes that receive for one new contact at once make one contact and one ticket", async () => {
  const connection = await world.connection();
  const others = many(5).map(() => openDatabase(world.url, { maxConnections: 3 }));
  const same = text("5511911110002", "the same");
  await Promise.all(
    others.flatMap((db) =>
      many(5).map((index) =>
        receiveEvents({ ...world.deps, db }, connection, [same, text("5511911110002", `${index}`)]),
      ),
    ),
  );
  await Promise.all(others.map((db) => db.close()));
  expect(await world.tickets(connection)).toMatchObject([{ unreadMessages: 26 }]);
  expect(await world.messages(connection)).toHaveLength(26);
});

test("the same event ten times, at once and again later, is one message", async () => {
  const connection = await world.connection();
  const event = text("5511911110003", "once");
  await Promise.all(many(10).map(() => world.receive(connection, event)));
  await world.receive(connection, event, event);
  expect(await world.messages(connection)).toHaveLength(1);
  expect(await world.tickets(connection)).toMatchObject([{ unreadMessages: 1 }]);
});

test("a burst keeps its order, also within one second of WhatsApp's clock", async () => {
  const connection = await world.connection();
  const timestamp = Math.floor(Date.now() / 1000 - 60) * 1000;
  await Promise.all(
    many(60).map((index) => world.receive(connection, text("5511911110004", `${index}`, { timestamp }))),
  );
  expect((await world.messages(connection)).map(({ body }) => Number(body))).toEqual(many(60));
  expect(await world.tickets(connection)).toMatchObject([{ unreadMessages: 60, lastMessage: { body: "59" } }]);
});

test("a repeated message opens nothing after its ticket was closed; a new one opens a new ticket", async () => {
  const connection = await world.connection();
  const event = text("5511911110005", "first");
  await world.receive(connection, event);
  await world.db.query(`UPDATE "Ticket" SET "status" = 'CLOSED' WHERE "whatsappId" = $1::uuid`, [connection]);
  await world.receive(connection, event);
  expect(await world.tickets(connection)).toHaveLength(1);
  await world.receive(connection, text("5511911110005", "again"));
  expect(await world.tickets(connection)).toMatchObject([
    { status: "CLOSED" },
    { status: "PENDING", unreadMessages: 1 },
  ]);
});

test("a message that races with the closing of its ticket is in one of the two tickets, and no ticket is doubled", async () => {
  const connection = await world.connection();
  for (const round of many(15)) {
    const close = () =>
      world.db.query(`UPDATE "Ticket" SET "status" = 'CLOSED' WHERE "whatsappId" = $1::uuid AND "status" <> 'CLOSED'`, [
        connection,
      ]);
    await Promise.all([
      world.receive(connection, text("5511911110006", `${round}`)),
      close(),
      world.receive(connection, text("5511911110006", `${round}b`)),
    ]);
  }
  const messages = await world.messages(connection);
  expect(messages).toHaveLength(30);
  expect(messages.every(({ ticketId }) => ticketId !== null)).toBe(true);
  const active = (await world.tickets(connection)).filter(({ status }) => status !== "CLOSED");
  expect(active.length).toBeLessThanOrEqual(1);
});

test("a blocked contact's message is kept, opens nothing and tells nobody", async () => {
  const connection = await world.connection();
  await world.receive(connection, text("5511911110007", "before"));
  const contactId = (await world.messages(connection))[0]?.contactId;
  await world.db.query(`UPDATE "Contact" SET "isBlocked" = true WHERE "id" = $1::uuid`, [contactId]);
  const told = (await world.outbox()).length;
  await world.receive(connection, text("5511911110007", "blocked"));
  expect((await world.messages(connection)).map(({ body, ticketId }) => [body, ticketId === null])).toEqual([
    ["before", false],
    ["blocked", true],
  ]);
  expect(await world.tickets(connection)).toMatchObject([{ unreadMessages: 1, lastMessage: { body: "before" } }]);
  expect(await world.outbox()).toHaveLength(told);
});

test("history is kept without opening or counting anything", async () => {
  const connection = await world.connection();
  await world.receive(
    connection,
    text("5511911110008", "old", { origin: "history", timestamp: Date.now() - 86_400_000 }),
  );
  expect(await world.messages(connection)).toMatchObject([{ ticketId: null, body: "old", direction: "INBOUND" }]);
  expect(await world.tickets(connection)).toEqual([]);
});

test("what came as history and then comes by itself was new: it opens a ticket, once, and its file is fetched", async () => {
  const connection = await world.connection();
  const media = { reference: { key: 1 }, mimeType: "image/png", fileName: null, size: 1 };
  const old = text("5511911110028", "old", { origin: "history", timestamp: Date.now() - 86_400_000 });
  const fresh = text("5511911110028", "fresh", { type: "IMAGE", media });
  const both = text("5511911110028", "both", { timestamp: fresh.timestamp + 5 });
  await world.receive(connection, old, { ...fresh, origin: "history" });
  await world.receive(connection, { ...both, origin: "history" }, both, fresh);
  await world.receive(connection, fresh, { ...fresh, origin: "history" });
  const [ticket, ...others] = await world.tickets(connection);
  expect([ticket, others]).toMatchObject([{ unreadMessages: 2, lastMessage: { body: "both" } }, []]);
  const messages = await world.messages(connection);
  expect(messages.map(({ body, ticketId }) => [body, ticketId])).toEqual([
    ["old", null],
    ["fresh", ticket?.id],
    ["both", ticket?.id],
  ]);
  expect(messages[1]?.media).toMatchObject({ status: "PENDING" });
  const jobs = await world.db.query(`SELECT 1 FROM graphile_worker.jobs WHERE "key" LIKE '%' || $1::text`, [
    messages[1]?.mediaId,
  ]);
  expect(jobs).toHaveLength(1);
});

test("a history that reaches into an interruption tells what was missed; what was before that stays history", async () => {
  const connection = await world.connection();
  const ago = (seconds: number) => Date.now() - seconds * 1000;
  await world.db.models.whatsAppConnection.update({
    where: { id: connection },
    data: { lastOnlineAt: new Date(ago(600)) },
  });
  const written = (body: string, seconds: number) =>
    text("5511911110029", body, { origin: "history", timestamp: ago(seconds) });
  await world.receive(connection, written("before", 700), written("meanwhile", 500));
  const [ticket] = await world.tickets(connection);
  expect(ticket).toMatchObject({ unreadMessages: 1, lastMessage: { body: "meanwhile" } });
  const messages = await world.messages(connection);
  expect(messages.map(({ body, ticketId }) => [body, ticketId])).toEqual([
    ["before", null],
    ["meanwhile", ticket?.id],
  ]);
});

test("what the owner types on the phone is an outbound message that ends the waiting and counts as nothing unread", async () => {
  const connection = await world.connection();
  await world.receive(connection, text("5511911110009", "question"));
  await world.receive(connection, text("5511911110009", "answer", { origin: "echo" }));
  expect((await world.messages(connection)).at(-1)).toMatchObject({
    direction: "OUTBOUND",
    status: "SENT",
    userId: null,
  });
  expect(await world.tickets(connection)).toMatchObject([
    { unreadMessages: 1, waitingSince: null, lastMessage: { body: "answer" } },
  ]);
});

test("what is replayed after an absence opens a ticket at its own time, and shows no older text than the last", async () => {
  const connection = await world.connection();
  const timestamp = Date.now() - 3_600_123;
  await world.receive(connection, text("5511911110010", "hours ago", { origin: "offline", timestamp }));
  const [ticket] = await world.tickets(connection);
  expect(ticket).toMatchObject({
    unreadMessages: 1,
    lastMessageAt: new Date(timestamp),
    waitingSince: new Date(timestamp),
  });
  await world.receive(
    connection,
    text("5511911110010", "older still", { origin: "offline", timestamp: timestamp - 5000 }),
  );
  expect(await world.tickets(connection)).toMatchObject([{ unreadMessages: 2, lastMessage: { body: "hours ago" } }]);
});

test("times that make no sense become the present; seconds are understood", async () => {
  const connection = await world.connection();
  const before = Date.now();
  const past = before - 600_500;
  await world.receive(
    connection,
    text("5511911110011", "future", { timestamp: before + 1e9 }),
    text("5511911110011", "zero", { timestamp: 0 }),
    text("5511911110011", "seconds", { timestamp: Math.floor(past / 1000) }),
  );
  const sent = new Map((await world.messages(connection)).map(({ body, sentAt }) => [body, sentAt.getTime()]));
  expect(sent.get("future")).toBeGreaterThanOrEqual(before);
  expect(sent.get("future")).toBeLessThanOrEqual(Date.now());
  expect(sent.get("zero")).toBeGreaterThanOrEqual(before);
  expect(sent.get("seconds")).toBe(Math.floor(past / 1000) * 1000 + 999);
});

test("texts that PostgreSQL cannot store are cleaned wherever they stand", async () => {
  const connection = await world.connection();
  const chat = { identities: [{ kind: "PHONE" as const, value: "5511911110012" }], name: "Zo\u0000é \ud83d" };
  await world.receive(
    connection,
    text("", "a\u0000b \ud800 ok 😀", {
      chat,
      raw: { "k\u0000": ["x\u0000", { deep: "\udfff" }] },
      content: { kind: "o\u0000" },
    }),
  );
  expect(await world.messages(connection)).toMatchObject([{ body: "ab \ufffd ok 😀", content: { kind: "o" } }]);
});

test("an event that cannot be stored is refused to its caller and holds up no other", async () => {
  const connection = await world.connection();
  const good = many(6).map((index) => text("5511911110013", `${index}`));
  const poison = text("5511911110013", "poison", {
    media: { reference: {}, mimeType: null, fileName: null, size: 10 },
    timestamp: Number.MAX_SAFE_INTEGER,
  });
  await world.db.query(`ALTER TABLE "Message" ADD CONSTRAINT "poison" CHECK ("body" <> 'poison')`);
  const invalid = { ...text("5511911110013", "invalid"), providerId: "" };
  const results = await Promise.allSettled([
    world.receive(connection, good[0]!, good[1]!),
    world.receive(connection, good[2]!, poison, good[3]!),
    world.receive(connection, invalid, good[4]!),
    world.receive(connection, good[5]!),
  ]);
  expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  await world.db.query(`ALTER TABLE "Message" DROP CONSTRAINT "poison"`);
  const bodies = (await world.messages(connection)).map(({ body }) => body);
  expect(bodies.toSorted()).toEqual([...many(6).map(String), "invalid"]);
  expect(await world.tickets(connection)).toMatchObject([{ unreadMessages: 7 }]);
  await world.receive(connection, good[2]!, poison, good[3]!);
  expect(await world.messages(connection)).toHaveLength(8);
});

test("a removed or unknown connection takes nothing in", async () => {
  const connection = await world.connection();
  await world.db.query(`UPDATE "WhatsAppConnection" SET "deletedAt" = now() WHERE "id" = $1::uuid`, [connection]);
  await expect(world.receive(connection, text("5511911110014", "late"))).rejects.toMatchObject({ code: "not_found" });
  await expect(world.receive(newId(), text("5511911110014", "late"))).rejects.toMatchObject({ code: "not_found" });
});

test("a new ticket waits in the connection's queue, else in the one of the highest priority, and is greeted once", async () => {
  const queueId = await world.queue({ greetingMessage: "Olá!", priority: 1 });
  const [routed, plain] = [await world.connection({ queueId }), await world.connection()];
  const highest = await world.queue({ priority: 9 });
  await world.receive(plain, text("5511911110015", "hi"));
  expect(await world.tickets(plain)).toMatchObject([{ queueId: highest, greetedAt: null }]);
  await Promise.all(many(5).map((index) => world.receive(routed, text("5511911110015", `${index}`))));
  await world.receive(routed, text("5511911110015", "later"));
  const messages = await world.messages(routed);
  expect(messages.filter(({ direction }) => direction === "OUTBOUND")).toMatchObject([
    { body: "Olá!", status: "PENDING", userId: null },
  ]);
  expect(await world.tickets(routed)).toMatchObject([{ queueId, unreadMessages: 6, lastMessage: { body: "later" } }]);
  expect((await world.tickets(routed))[0]?.waitingSince).not.toBeNull();
  expect(world.woken).toContain(routed);
  await world.db.query(`DELETE FROM "Queue"`);
});

test("one outbox entry a ticket and batch names its messages in order", async () => {
  const connection = await world.connection();
  const told = (await world.outbox()).length;
  await world.receive(connection, text("5511911110016", "a"), text("5511911110017", "b"), text("5511911110016", "c"));
  const messages = await world.messages(connection);
  const idOf = (body: string) => messages.find((message) => message.body === body)?.id;
  expect((await world.outbox()).slice(told)).toMatchObject([
    { type: "messages", messageIds: [idOf("a"), idOf("c")], isNewTicket: true },
    { type: "messages", messageIds: [idOf("b")], isNewTicket: true },
  ]);
});

test("a file is a row to be fetched, with its job in the same transaction", async () => {
  const connection = await world.connection();
  const media = { reference: { id: "m1" }, mimeType: "image/jpeg", fileName: "a.jpg", size: 12 };
  await world.receive(connection, text("5511911110018", "caption", { type: "IMAGE", media }));
  const [message] = await world.messages(connection);
  expect(message).toMatchObject({
    type: "IMAGE",
    media: { status: "PENDING", fileName: "a.jpg", mimeType: "image/jpeg", size: 12 },
  });
  const jobs = await world.db.query(`SELECT "key" FROM graphile_worker.jobs WHERE "key" = $1::text`, [
    `fetch-media:${message?.mediaId}`,
  ]);
  expect(jobs).toHaveLength(1);
});
