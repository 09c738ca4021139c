import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { createReceivingWorld, status, text } from "./receiving.fixture.ts";

let world: Awaited<ReturnType<typeof createReceivingWorld>>;
let connection: string;
beforeAll(async () => {
  world = await createReceivingWorld();
  connection = await world.connection();
});
afterAll(() => world.drop());

const message = async (providerId: string) =>
  (await world.messages(connection)).find((row) => row.providerId === providerId);

/** A message of ours that is on its way, in a ticket of its own. */
async function sending(phone: string, fields: { status?: string; providerId?: string; failureCode?: string } = {}) {
  const id = newId();
  await world.receive(connection, text(phone, "hi"));
  const [ticket] = (await world.tickets(connection)).slice(-1);
  await world.db.query(
    `INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "body", "status", "providerId", "failureCode")
     SELECT $1::uuid, "id", "contactId", "whatsappId", 'OUTBOUND', 'answer', $3::"MessageStatus", $4::text, $5::text FROM "Ticket" WHERE "id" = $2::uuid`,
    [id, ticket?.id, fields.status ?? "SENDING", fields.providerId ?? null, fields.failureCode ?? null],
  );
  await world.db.query(
    `UPDATE "Ticket" SET "lastMessage" = jsonb_build_object('id', $1::text, 'body', 'answer', 'status', 'PENDING') WHERE "id" = $2::uuid`,
    [id, ticket?.id],
  );
  return id;
}

const find = async (id: string) => (await world.messages(connection)).find((row) => row.id === id);

test("statuses only rise, in whatever order and however often they come", async () => {
  const id = await sending("5511922220001", { providerId: "p1" });
  await world.receive(
    connection,
    status("p1", "READ"),
    status("p1", "SENT"),
    status("p1", "RECEIVED"),
    status("p1", "READ"),
  );
  expect(await find(id)).toMatchObject({ status: "READ" });
  await world.receive(connection, status("p1", "FAILED", { failureCode: "permanent" }));
  expect(await find(id)).toMatchObject({ status: "READ", failureCode: null });
  expect((await world.tickets(connection)).at(-1)?.lastMessage).toMatchObject({ id, status: "READ" });
});

test("a status before its message waits for it", async () => {
  await world.receive(connection, status("p2", "READ"), status("p2", "SENT"));
  await world.receive(connection, text("5511922220002", "typed on the phone", { origin: "echo", providerId: "p2" }));
  expect(await message("p2")).toMatchObject({ status: "READ", direction: "OUTBOUND" });
  expect(await world.db.query(`SELECT 1 FROM "ParkedUpdate" WHERE "providerId" = 'p2'`)).toEqual([]);
  expect((await world.tickets(connection)).at(-1)?.lastMessage).toMatchObject({ status: "READ" });
});

test("a status that names our own id brings WhatsApp's id, and news that waited for that", async () => {
  const id = await sending("5511922220003");
  await world.receive(connection, status("p3", "RECEIVED"));
  expect(await find(id)).toMatchObject({ status: "SENDING" });
  await world.receive(connection, status("p3", "SENT", { messageId: id }));
  expect(await find(id)).toMatchObject({ status: "RECEIVED", providerId: "p3" });
});

test("WhatsApp may refuse what its server had taken, but not what was delivered", async () => {
  const id = await sending("5511922220004", { status: "SENT", providerId: "p4" });
  await world.receive(connection, status("p4", "FAILED", { failureCode: "window_closed", providerError: "131047" }));
  expect(await find(id)).toMatchObject({ status: "FAILED", failureCode: "window_closed" });
  await world.receive(connection, status("p4", "SENT"));
  expect(await find(id)).toMatchObject({ status: "FAILED" });
  expect(await world.db.query(`SELECT "raw" FROM "Message" WHERE "id" = $1::uuid`, [id])).toEqual([
    { raw: { providerError: "131047" } },
  ]);
});

test("an unknown outcome rises when evidence comes", async () => {
  const id = await sending("5511922220005", { status: "FAILED", failureCode: "delivery_unknown" });
  await world.receive(connection, status("p5", "SENT", { messageId: id }));
  expect(await find(id)).toMatchObject({ status: "SENT", failureCode: null, providerId: "p5" });
});

test("what is told late of a first try does not spoil the second", async () => {
  const id = await sending("5511922220016", { status: "PENDING" });
  const failure = { messageId: id, failureCode: "permanent" } as const;
  await world.receive(connection, status("try1", "FAILED", failure));
  expect(await find(id)).toMatchObject({ status: "PENDING" });
  await world.db.query(`UPDATE "Message" SET "status" = 'SENDING' WHERE "id" = $1::uuid`, [id]);
  await world.receive(connection, status("try1", "FAILED", failure), status("try2", "SENT", { messageId: id }));
  expect(await find(id)).toMatchObject({ status: "SENT", providerId: "try2" });
  await world.receive(connection, status("try1", "FAILED", failure), status("try1", "SENT", { messageId: id }));
  expect(await find(id)).toMatchObject({ status: "SENT", providerId: "try2", failureCode: null });
});

test("another connection's status changes nothing here", async () => {
  const id = await sending("5511922220006", { providerId: "p6" });
  const other = await world.connection();
  await world.receive(other, status("p6", "READ"), status("p6x", "READ", { messageId: id }));
  expect(await find(id)).toMatchObject({ status: "SENDING", providerId: "p6" });
});

test("an echo of our own message is that message, before and after its receipt and together with it", async () => {
  const before = await sending("5511922220007");
  await world.receive(connection, text("5511922220007", "answer", { origin: "echo", providerId: "p7" }));
  await world.receive(connection, status("p7", "SENT", { messageId: before }));
  await world.receive(connection, text("5511922220007", "answer", { origin: "echo", providerId: "p7" }));
  const together = await sending("5511922220008");
  await world.receive(
    connection,
    text("5511922220008", "answer", { origin: "echo", providerId: "p8" }),
    status("p8", "SENT", { messageId: together }),
  );
  const outbound = (await world.messages(connection)).filter(
    ({ providerId }) => providerId === "p7" || providerId === "p8",
  );
  expect(outbound.map(({ id, status: at }) => [id, at])).toEqual([
    [before, "SENT"],
    [together, "SENT"],
  ]);
  const shown = (await world.tickets(connection)).map(({ lastMessage }) => lastMessage?.id);
  expect(shown).toContain(before);
  expect(shown).toContain(together);
});

test("content takes the place of its placeholder, once", async () => {
  const placeholder = text("5511922220009", "", { providerId: "p9", isPlaceholder: true, type: "UNSUPPORTED" });
  const content = text("5511922220009", "now readable", { providerId: "p9" });
  await world.receive(connection, placeholder);
  const ticketsBefore = await world.tickets(connection);
  await world.receive(connection, content, placeholder);
  await world.receive(connection, text("5511922220009", "other", { providerId: "p9" }));
  expect(await message("p9")).toMatchObject({ body: "now readable", type: "TEXT" });
  const ticketsAfter = await world.tickets(connection);
  expect(ticketsAfter.at(-1)).toMatchObject({ unreadMessages: 1, lastMessage: { body: "now readable" } });
  expect(ticketsAfter).toHaveLength(ticketsBefore.length);
  await world.receive(connection, { ...placeholder, providerId: "p9b" }, { ...content, providerId: "p9b" });
  expect(await message("p9b")).toMatchObject({ body: "now readable" });
});

test("edits keep the original, whether they come after the message, before it or beside it", async () => {
  const edit = (providerId: string, body: string, timestamp = Date.now()) =>
    ({ kind: "edited", providerId, body, timestamp }) as const;
  await world.receive(connection, edit("e1", "early", Date.now() - 5000));
  await world.receive(
    connection,
    text("5511922220010", "first", { providerId: "e1" }),
    text("5511922220010", "first", { providerId: "e2" }),
    edit("e2", "beside"),
  );
  await world.receive(connection, edit("e2", "later"), edit("e2", "late", Date.now() - 60_000), edit("e2", "later"));
  expect(await message("e1")).toMatchObject({ body: "early" });
  expect(await message("e2")).toMatchObject({ body: "later" });
  const originals = await world.db.query(`SELECT "originalBody" FROM "Message" WHERE "providerId" IN ('e1', 'e2')`);
  expect(originals).toEqual([{ originalBody: "first" }, { originalBody: "first" }]);
  expect((await world.tickets(connection)).at(-1)?.lastMessage).toMatchObject({ body: "later" });
});

test("a deleted message is marked and kept, also when the deletion came first", async () => {
  const revoke = (providerId: string) => ({ kind: "revoked", providerId, timestamp: Date.now() }) as const;
  await world.receive(connection, revoke("r1"));
  await world.receive(
    connection,
    text("5511922220011", "gone", { providerId: "r1" }),
    text("5511922220011", "gone too", { providerId: "r2" }),
  );
  await world.receive(connection, revoke("r2"), revoke("r2"), {
    kind: "edited",
    providerId: "r2",
    body: "x",
    timestamp: Date.now(),
  });
  for (const [id, body] of [
    ["r1", "gone"],
    ["r2", "gone too"],
  ] as const) {
    const row = await message(id);
    expect(row).toMatchObject({ body });
    expect(row?.deletedAt).not.toBeNull();
  }
});

test("reactions are given, changed, taken back, and wait for their message", async () => {
  const chat = { identities: [{ kind: "PHONE" as const, value: "5511922220012" }], name: null };
  const react = (emoji: string | null, timestamp = Date.now()) =>
    ({ kind: "reaction", providerId: "x1", chat, emoji, timestamp }) as const;
  await world.receive(connection, react("👍"));
  await world.receive(connection, text("5511922220012", "nice", { providerId: "x1" }));
  expect(await message("x1")).toMatchObject({ reactions: [{ emoji: "👍", direction: "INBOUND" }] });
  await world.receive(connection, react("❤️"), react("😂", Date.now() + 1));
  expect((await message("x1"))?.reactions).toMatchObject([{ emoji: "😂", direction: "INBOUND" }]);
  await world.receive(connection, react(""));
  expect((await message("x1"))?.reactions).toEqual([]);
});

test("quotes are found among what is stored and within the batch, and never in another's conversation", async () => {
  await world.receive(
    connection,
    text("5511922220013", "stored", { providerId: "q1" }),
    text("5511922220014", "another's", { providerId: "q2" }),
  );
  await world.receive(
    connection,
    text("5511922220013", "a", { quotedProviderId: "q1" }),
    text("5511922220013", "b", { providerId: "q3" }),
    text("5511922220013", "c", { quotedProviderId: "q3" }),
    text("5511922220013", "d", { quotedProviderId: "q2" }),
    text("5511922220013", "e", { quotedProviderId: "nowhere" }),
  );
  const bodies = new Map((await world.messages(connection)).map((row) => [row.body, row.quoted?.body]));
  expect(["a", "c", "d", "e"].map((body) => bodies.get(body))).toEqual(["stored", "b", undefined, undefined]);
});

test("changes of stored messages are told with whether the inbox shows them", async () => {
  const id = await sending("5511922220015", { providerId: "o1" });
  const told = (await world.outbox()).length;
  await world.receive(connection, status("o1", "SENT"), status("o1", "READ"));
  expect((await world.outbox()).slice(told)).toMatchObject([{ type: "message-update", messageId: id, isLast: true }]);
});

test("news that changes nothing tells nothing", async () => {
  const told = (await world.outbox()).length;
  await world.receive(connection, status("o1", "SENT"), status("never-heard-of", "READ"));
  expect(await world.outbox()).toHaveLength(told);
});
