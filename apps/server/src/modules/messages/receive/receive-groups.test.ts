import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import type { InboundEventInput, Party } from "../../../whatsapp/driver.ts";
import { createReceivingWorld, status, text } from "./receiving.fixture.ts";

type World = Awaited<ReturnType<typeof createReceivingWorld>>;
let world: World;
let connection: string;
let group: Party;
beforeAll(async () => {
  world = await createReceivingWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  connection = await world.connection();
  group = { identities: [{ kind: "GROUP", value: `${newId()}@g.us` }], name: "Condomínio" };
});

let number = 5511966660000;
const person = (name: string): Party => ({ identities: [{ kind: "PHONE", value: String(++number) }], name });
const inGroup = (author: Party | null, body: string, fields: object = {}) =>
  text("", body, { chat: group, author, ...fields });
const reaction = (providerId: string, fields: object = {}): InboundEventInput => ({
  kind: "reaction",
  providerId,
  chat: group,
  emoji: "👍",
  timestamp: Date.now(),
  ...fields,
});

test("who wrote in a group is known by name and has no ticket of their own", async () => {
  const eva = person("Eva");
  await world.receive(
    connection,
    inGroup(eva, "bom dia"),
    inGroup(person("Bia"), "oi"),
    inGroup(null, "nosso", { origin: "echo" }),
  );
  expect(await world.tickets(connection)).toHaveLength(1);
  const messages = await world.messages(connection);
  expect(messages.map(({ author }) => author?.name ?? null).toSorted()).toEqual(["Bia", "Eva", null]);
  await world.receive(connection, inGroup({ ...eva, name: "Eva Maria" }, "boa tarde"));
  expect((await world.messages(connection)).filter(({ author }) => author?.name === "Eva Maria")).toHaveLength(2);
  expect(await world.tickets(connection)).toHaveLength(1);
});

test("a group that is switched off is kept without a ticket, and nobody is told", async () => {
  await world.db.query(`UPDATE "WhatsAppConnection" SET "groupsEnabled" = false WHERE "id" = $1::uuid`, [connection]);
  const before = (await world.outbox()).length;
  const source = { reference: {}, mimeType: "image/png", fileName: null, size: 1 };
  await world.receive(connection, inGroup(person("Eva"), "bom dia", { type: "IMAGE", media: source }));
  expect(await world.messages(connection)).toMatchObject([
    { ticketId: null, author: { name: "Eva" }, media: { status: "FAILED" } },
  ]);
  expect(await world.tickets(connection)).toEqual([]);
  expect((await world.outbox()).slice(before)).toEqual([]);
  await world.receive(connection, text(String(++number), "direto"));
  expect(await world.tickets(connection)).toHaveLength(1);
});

test("reactions are one a person, ours one for the number, and wait for their message with who gave them", async () => {
  const [eva, bia] = [person("Eva"), person("Bia")];
  const message = inGroup(eva, "bom dia");
  await world.receive(connection, inGroup(bia, "oi"));
  await world.receive(connection, reaction(message.providerId, { author: bia }));
  await world.receive(connection, message);
  await world.receive(
    connection,
    reaction(message.providerId, { author: eva, emoji: "❤️" }),
    reaction(message.providerId, { isFromUs: true, emoji: "🙏" }),
  );
  const find = async () =>
    (await world.messages(connection)).find(({ providerId }) => providerId === message.providerId);
  expect((await find())?.reactions.toSorted((one, other) => (one.emoji < other.emoji ? -1 : 1))).toMatchObject([
    { emoji: "❤️", direction: "INBOUND", name: "Eva" },
    { emoji: "👍", direction: "INBOUND", name: "Bia" },
    { emoji: "🙏", direction: "OUTBOUND", contactId: null, name: null },
  ]);
  await world.receive(connection, reaction(message.providerId, { isFromUs: true, emoji: null }));
  await world.receive(connection, reaction(message.providerId, { author: bia, emoji: "" }));
  expect((await find())?.reactions).toMatchObject([{ name: "Eva" }]);
});

test("history is kept once, without a ticket, its files left where they are, and nobody is told", async () => {
  const phone = String(++number);
  const old = text(phone, "antiga", { origin: "history", timestamp: Date.now() - 86_400_000 });
  const media = { reference: { key: 1 }, mimeType: "image/png", fileName: null, size: 1 };
  const ours = text(phone, "resposta", { origin: "history", isFromUs: true, type: "IMAGE", media });
  await world.receive(connection, old, ours);
  await world.receive(connection, ours, old);
  const messages = await world.messages(connection);
  expect(messages).toMatchObject([
    { body: "antiga", direction: "INBOUND", ticketId: null },
    { body: "resposta", direction: "OUTBOUND", ticketId: null, media: { status: "FAILED" } },
  ]);
  expect(await world.tickets(connection)).toEqual([]);
  expect(
    await world.db.query(`SELECT 1 FROM graphile_worker.jobs WHERE "key" LIKE '%' || $1::text`, [messages[1]?.mediaId]),
  ).toEqual([]);
  await world.receive(connection, text(phone, "nova"));
  expect(await world.tickets(connection)).toMatchObject([{ unreadMessages: 1 }]);
});

test("an echo that turns out to be our own message is taken off the screens", async () => {
  const phone = String(++number);
  await world.receive(connection, text(phone, "pergunta"));
  const [ticket] = await world.tickets(connection);
  const id = newId();
  await world.db.models.message.create({
    data: {
      id,
      ticketId: ticket?.id ?? "",
      contactId: ticket?.contactId ?? "",
      whatsappId: connection,
      direction: "OUTBOUND",
      status: "SENDING",
      body: "resposta",
    },
  });
  const echo = text(phone, "resposta", { origin: "echo" });
  await world.receive(connection, echo);
  const echoed = (await world.messages(connection)).find(({ providerId }) => providerId === echo.providerId);
  await world.receive(connection, status(echo.providerId, "SENT", { messageId: id }));
  expect((await world.outbox()).at(-1)).toEqual({
    type: "message-removed",
    ticketId: ticket?.id,
    messageId: echoed?.id,
  });
  expect((await world.messages(connection)).map((row) => row.body)).toEqual(["pergunta", "resposta"]);
});
