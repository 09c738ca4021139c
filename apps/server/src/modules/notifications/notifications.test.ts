import { afterAll, beforeAll, expect, test } from "vitest";
import { readOutbox } from "../../../test/context.ts";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { recordMentions } from "../notification-log/index.ts";
import { sendMessage } from "../messages/index.ts";
import { transferTicket } from "../tickets/index.ts";
import { listNotifications } from "./list-notifications.ts";
import { readNotifications } from "./read-notifications.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const list = (who: UserContext, query: { limit?: number; cursor?: string; unread?: boolean } = {}) =>
  listNotifications(who, { limit: 50, ...query });

/** A note in a ticket that names these people, written as a verb writes it. */
async function mention(ticketId: string, people: readonly UserContext[], body = "Veja isto") {
  const { db, agent } = world;
  const { contactId, whatsappId } = await world.row(ticketId);
  const { id: messageId } = await world.factories.message({ ticketId, contactId, whatsappId, body });
  const again = async () =>
    db.transaction(async (tx) => {
      const userIds = people.map(({ actor }) => actor.id);
      const named = { ticketId, messageId, authorId: agent.actor.id, userIds, at: new Date() };
      const entries = await recordMentions(tx, named);
      await agent.outbox.append(tx, entries);
      return entries;
    });
  return { messageId, again, entries: await again() };
}

test("who is named in a note finds it later, with where it leads", async () => {
  const { colleague, agent } = world;
  const ticketId = await world.ticket();
  const { number, contactName } = await world.row(ticketId);
  const { messageId, entries } = await mention(ticketId, [colleague], "O cliente pede desconto");
  const { items, unreadCount } = await list(colleague);
  expect(items[0]).toMatchObject({
    kind: "MENTION",
    ticketId,
    ticketNumber: number,
    contactName,
    messageId,
    messageType: "TEXT",
    text: "O cliente pede desconto",
    by: { id: agent.actor.id, name: "Ana" },
    readAt: null,
  });
  expect(unreadCount).toBe(1);
  const expected = { type: "notification", userId: colleague.actor.id, notificationId: items[0]?.id };
  expect(entries).toEqual([expected]);
  expect(await readOutbox(world.db)).toContainEqual(expected);
  expect((await list(agent)).items).toEqual([]);
});

test("a note that is sent notifies whom it names, once however often the request comes", async () => {
  const { agent } = world;
  const someone = await world.member({ name: "Caio", queueIds: [world.queue.id] });
  const note = { id: newId(), ticketId: await world.ticket(), isPrivate: true, body: "@Caio, veja" };
  for (let turn = 0; turn < 2; turn += 1) await sendMessage(agent, { ...note, mentionedUserIds: [someone.actor.id] });
  const { items } = await list(someone);
  expect(items).toMatchObject([{ kind: "MENTION", messageId: note.id, text: "@Caio, veja", by: { name: "Ana" } }]);
  const told = (await readOutbox(world.db)).filter((entry) => entry.type === "notification");
  expect(told.filter(({ userId }) => userId === someone.actor.id)).toHaveLength(1);
});

test("named twice, by a repeated request or in an edit, one is notified once; the author never", async () => {
  const { supervisor, agent } = world;
  const { again } = await mention(await world.ticket(), [supervisor, supervisor, agent]);
  expect(await again()).toEqual([]);
  expect((await list(supervisor)).items).toHaveLength(1);
  expect((await list(agent)).items).toEqual([]);
});

test("what nobody stored notifies nobody: the mention lives and dies with the transaction of its note", async () => {
  const { db, agent } = world;
  const someone = await world.member({ name: "Rui", queueIds: [world.queue.id] });
  const ticketId = await world.ticket();
  const { contactId, whatsappId } = await world.row(ticketId);
  const { id: messageId } = await world.factories.message({ ticketId, contactId, whatsappId });
  const failing = db.transaction(async (tx) => {
    const userIds = [someone.actor.id];
    await recordMentions(tx, { ticketId, messageId, authorId: agent.actor.id, userIds, at: new Date() });
    throw new Error("died");
  });
  await expect(failing).rejects.toThrow("died");
  expect(await list(someone)).toEqual({ items: [], nextCursor: null, unreadCount: 0 });
});

test("a ticket out of sight tells nothing, and tells again when it is in sight", async () => {
  const { db, queue, otherQueue } = world;
  const someone = await world.member({ name: "Nuno", queueIds: [queue.id] });
  const ticketId = await world.ticket();
  await mention(ticketId, [someone], "segredo");
  expect(await list(someone)).toMatchObject({ items: [{ text: "segredo" }], unreadCount: 1 });
  await db.models.ticket.update({ where: { id: ticketId }, data: { queueId: otherQueue.id } });
  expect(await list(someone)).toEqual({ items: [], nextCursor: null, unreadCount: 0 });
  await db.models.ticket.update({ where: { id: ticketId }, data: { queueId: queue.id } });
  expect(await list(someone)).toMatchObject({ items: [{ text: "segredo" }], unreadCount: 1 });
});

test("a note that was deleted says nothing any more", async () => {
  const someone = await world.member({ name: "Lia", queueIds: [world.queue.id] });
  const { messageId } = await mention(await world.ticket(), [someone], "engano");
  await world.db.models.message.update({ where: { id: messageId }, data: { deletedAt: new Date() } });
  expect((await list(someone)).items).toMatchObject([{ text: "" }]);
});

test("a mention follows its message to another ticket", async () => {
  const someone = await world.member({ name: "Rita", queueIds: [world.queue.id] });
  const { messageId } = await mention(await world.ticket(), [someone]);
  const other = await world.ticket();
  await world.db.models.message.update({ where: { id: messageId }, data: { ticketId: other } });
  expect((await list(someone)).items).toMatchObject([{ ticketId: other }]);
});

test("a ticket handed over notifies its new owner with the note, and nobody who takes it themselves", async () => {
  const { agent, colleague, supervisor } = world;
  const before = (await list(colleague)).items.length;
  const ticketId = await world.ticket({ userId: agent.actor.id });
  await transferTicket(agent, { id: ticketId, userId: colleague.actor.id, note: "Cliente antigo" });
  const { items } = await list(colleague);
  expect(items).toHaveLength(before + 1);
  expect(items[0]).toMatchObject({
    kind: "TRANSFER",
    ticketId,
    text: "Cliente antigo",
    messageId: null,
    by: { name: "Ana" },
  });
  const told = (await readOutbox(world.db)).slice(-2).map(({ type }) => type);
  expect(told).toEqual(["ticket", "notification"]);

  const mine = (await list(supervisor)).items.length;
  await transferTicket(supervisor, { id: ticketId, userId: supervisor.actor.id });
  expect((await list(supervisor)).items).toHaveLength(mine);
});

test("read ones stay, read in every browser; nobody reads another's", async () => {
  const someone = await world.member({ name: "Gil", queueIds: [world.queue.id] });
  for (let turn = 0; turn < 3; turn += 1) await mention(await world.ticket(), [someone]);
  const [first, second] = (await list(someone)).items;
  if (first === undefined || second === undefined) throw new Error("too few");

  await readNotifications(world.colleague, { ids: [first.id] });
  expect((await list(someone)).unreadCount).toBe(3);
  await readNotifications(someone, { ids: [first.id, newId()] });
  expect(await list(someone)).toMatchObject({ unreadCount: 2 });
  expect((await list(someone, { unread: true })).items.map(({ id }) => id)).not.toContain(first.id);
  expect((await list(someone, { unread: false })).items.map(({ id }) => id)).toEqual([first.id]);
  expect((await readOutbox(world.db)).at(-1)).toEqual({
    type: "notifications-read",
    userId: someone.actor.id,
    notificationIds: [first.id],
  });

  await readNotifications(someone, { ids: null });
  const told = (await readOutbox(world.db)).length;
  await readNotifications(someone, { ids: null });
  expect((await readOutbox(world.db)).length).toBe(told);
  expect(await list(someone)).toMatchObject({ unreadCount: 0 });
});

test("pages hold each once, newest first", async () => {
  const someone = await world.member({ name: "Eva", queueIds: [world.queue.id] });
  const written: string[] = [];
  for (let turn = 0; turn < 5; turn += 1) written.unshift((await mention(await world.ticket(), [someone])).messageId);
  const found: (string | null)[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await list(someone, { limit: 2, ...(cursor && { cursor }) });
    found.push(...page.items.map((item) => item.messageId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(found).toEqual(written);
});
