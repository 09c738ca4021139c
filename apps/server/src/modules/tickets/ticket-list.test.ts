import type { Ticket, TicketPriority } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import type { TicketListQuery } from "./found-tickets.ts";
import { listTicketRows } from "./ticket-list.read-model.ts";
import { countTicketRows } from "./ticket-counts.read-model.ts";
import { presentTicket } from "./ticket.presenter.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const list = async (query: Partial<TicketListQuery>, who = world.admin): Promise<Ticket[]> => {
  const items: Ticket[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTicketRows(world.db, who.actor, { sort: "lastMessageAt", limit: 3, ...query, cursor });
    items.push(...page.items.map((row) => presentTicket(row, who.actor)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
};

/** Tickets of one new contact each on a number of their own, so that tests do not see each other's. */
async function ticketsWith(
  rows: { at?: number; waiting?: number | null; created?: number; priority?: TicketPriority }[],
) {
  const connectionId = (await world.factories.connection()).id;
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const ids: string[] = [];
  for (const { at = 1, waiting = null, created = 1, priority = "MEDIUM" } of rows) {
    const { id: contactId } = await world.factories.contact();
    const { id } = await world.factories.ticket({ contactId, whatsappId: connectionId, queueId: world.queue.id });
    const waitingSince = waiting === null ? null : day(waiting);
    await world.db.models.ticket.update({
      where: { id },
      data: { lastMessageAt: day(at), createdAt: day(created), waitingSince, priority },
    });
    ids.push(id);
  }
  return { connectionId, ids, indexesOf: (tickets: Ticket[]) => tickets.map((ticket) => ids.indexOf(ticket.id)) };
}

test("newest message first; of those at the same instant the newest ticket, over every page", async () => {
  const { connectionId, indexesOf } = await ticketsWith([
    { at: 2 },
    { at: 1 },
    { at: 2 },
    { at: 3 },
    { at: 2 },
    { at: 2 },
  ]);
  expect(indexesOf(await list({ connectionId }))).toEqual([3, 5, 4, 2, 0, 1]);
  expect(indexesOf(await list({ connectionId, limit: 1 }))).toEqual([3, 5, 4, 2, 0, 1]);
});

test("by waiting: the longest first, ties by age, who does not wait last, over every page", async () => {
  const { connectionId, indexesOf } = await ticketsWith([
    { waiting: null },
    { waiting: 5 },
    { waiting: 2 },
    { waiting: null },
    { waiting: 5 },
    { waiting: null },
    { waiting: 9 },
  ]);
  for (const limit of [1, 2, 3]) {
    expect(indexesOf(await list({ connectionId, sort: "waitingSince", limit }))).toEqual([2, 1, 4, 6, 0, 3, 5]);
  }
});

test("by priority: urgent first, then newest message, over every page", async () => {
  const { connectionId, indexesOf } = await ticketsWith([
    { priority: "LOW", at: 9 },
    { priority: "URGENT", at: 1 },
    { priority: "HIGH", at: 3 },
    { priority: "MEDIUM", at: 4 },
    { priority: "HIGH", at: 5 },
    { priority: "HIGH", at: 3 },
  ]);
  for (const limit of [1, 2, 6]) {
    expect(indexesOf(await list({ connectionId, sort: "priority", limit }))).toEqual([1, 4, 5, 2, 3, 0]);
  }
});

test("by age: newest ticket first", async () => {
  const { connectionId, indexesOf } = await ticketsWith([
    { created: 2 },
    { created: 3 },
    { created: 2 },
    { created: 1 },
  ]);
  expect(indexesOf(await list({ connectionId, sort: "createdAt", limit: 1 }))).toEqual([1, 2, 0, 3]);
});

test("a cursor of another sort, or a made up one, is refused", async () => {
  const { connectionId } = await ticketsWith([{}, {}]);
  const page = await listTicketRows(world.db, world.admin.actor, { sort: "createdAt", limit: 1, connectionId });
  const cursor = page.nextCursor ?? "";
  for (const query of [
    { sort: "waitingSince", cursor },
    { sort: "createdAt", cursor: "x' OR 1=1 --" },
  ] as const) {
    await expect(listTicketRows(world.db, world.admin.actor, { ...query, limit: 1 })).rejects.toThrow(AppError);
  }
});

test("filters join by AND", async () => {
  const { connectionId, ids } = await ticketsWith([{}, {}, {}, {}]);
  const [first = "", second = "", third = "", fourth = ""] = ids;
  const tagId = newId();
  await world.db.models.tag.create({
    data: {
      id: tagId,
      name: "vip",
      color: "#000000",
      tickets: { create: [{ ticketId: first }, { ticketId: second }] },
    },
  });
  await world.db.models.ticket.update({ where: { id: second }, data: { unreadMessages: 2 } });
  await world.db.models.ticket.update({ where: { id: third }, data: { status: "OPEN", userId: world.agent.actor.id } });
  await world.db.models.ticket.update({
    where: { id: fourth },
    data: { status: "CLOSED", queueId: world.otherQueue.id },
  });
  const idsOf = async (query: Partial<TicketListQuery>) =>
    (await list({ connectionId, ...query })).map((ticket) => ticket.id).toSorted();
  expect(await idsOf({ tagId: [tagId] })).toEqual([first, second].toSorted());
  expect(await idsOf({ tagId: [tagId], unread: true })).toEqual([second]);
  expect(await idsOf({ tagId: [tagId], unread: false })).toEqual([first]);
  expect(await idsOf({ status: ["OPEN", "CLOSED"] })).toEqual([third, fourth].toSorted());
  expect(await idsOf({ status: ["PENDING", "PENDING"], userId: "none" })).toEqual([first, second].toSorted());
  expect(await idsOf({ userId: world.agent.actor.id })).toEqual([third]);
  expect(await idsOf({ queueId: [world.otherQueue.id] })).toEqual([fourth]);
  expect(await idsOf({ queueId: [world.otherQueue.id], status: ["OPEN"] })).toEqual([]);
  expect((await list({ connectionId, userId: "me" }, world.agent)).map((ticket) => ticket.id)).toEqual([third]);
  const contactId = (await world.row(first)).contactId;
  expect(await idsOf({ contactId })).toEqual([first]);
});

test("of the values of one filter any one is enough; no queue and the day of the last message are filters too", async () => {
  const { connectionId, ids, indexesOf } = await ticketsWith([
    { priority: "URGENT", at: 5 },
    { priority: "HIGH", at: 4 },
    { priority: "LOW", at: 3 },
    { priority: "LOW", at: 2 },
  ]);
  await world.db.models.ticket.update({ where: { id: ids[2] ?? "" }, data: { queueId: world.otherQueue.id } });
  await world.db.models.ticket.update({ where: { id: ids[3] ?? "" }, data: { queueId: null } });
  const tags = [newId(), newId()];
  for (const [index, id] of tags.entries()) {
    await world.db.models.tag.create({
      data: { id, name: `any ${index}`, color: "#000000", tickets: { create: [{ ticketId: ids[index] ?? "" }] } },
    });
  }
  const found = async (query: Partial<TicketListQuery>) => indexesOf(await list({ connectionId, ...query }));
  const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString();
  expect(await found({ priority: ["URGENT", "LOW"] })).toEqual([0, 2, 3]);
  expect(await found({ queueId: ["none"] })).toEqual([3]);
  expect(await found({ queueId: ["none", world.otherQueue.id] })).toEqual([2, 3]);
  expect(await found({ queueId: [world.queue.id, world.otherQueue.id], limit: 1 })).toEqual([0, 1, 2]);
  expect(await found({ tagId: tags })).toEqual([0, 1]);
  expect(await found({ lastMessageFrom: day(3) })).toEqual([0, 1, 2]);
  expect(await found({ lastMessageFrom: day(3), lastMessageBefore: day(5) })).toEqual([1, 2]);
  const supervised = await list({ connectionId, queueId: ["none", world.otherQueue.id] }, world.supervisor);
  expect(supervised).toEqual([]);
});

test("groups are told from people", async () => {
  const { id: contactId } = await world.factories.contact();
  await world.db.query(
    `INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address") VALUES ('GROUP', $1::text, $2::uuid, $1::text)`,
    [`${newId()}@g.us`, contactId],
  );
  const ids = [await world.ticket({ contactId }), await world.ticket()];
  expect(await Promise.all(ids.map(async (id) => (await world.row(id)).isGroup))).toEqual([true, false]);
});

test("a row carries contact, owner, queue, number, tags and what this person may do", async () => {
  const id = await world.ticket({ userId: world.agent.actor.id });
  const [row] = (
    await listTicketRows(world.db, world.agent.actor, {
      sort: "lastMessageAt",
      limit: 50,
      userId: "me",
      status: ["OPEN"],
    })
  ).items.filter((each) => each.id === id);
  if (row === undefined) throw new Error("not listed");
  expect(presentTicket(row, world.agent.actor)).toMatchObject({
    user: { id: world.agent.actor.id, name: "Ana" },
    queue: { id: world.queue.id, name: "Vendas" },
    connection: { id: world.connection.id, driver: "simulator", status: "stopped" },
    contact: { isBlocked: false },
    tags: [],
    abilities: ["send", "note", "read", "transfer", "return", "close", "update"],
  });
});

test("counts: mine, pending, all active, closed, mine unread", async () => {
  const { queue } = world;
  const agent = await world.member({ queueIds: [queue.id] });
  const before = await countTicketRows(world.db, agent.actor, {});
  const id = await world.ticket({ userId: agent.actor.id });
  await world.db.models.ticket.update({ where: { id }, data: { unreadMessages: 1 } });
  await world.ticket({ userId: agent.actor.id });
  await world.ticket({ userId: agent.actor.id, status: "CLOSED" });
  await world.ticket();
  expect(await countTicketRows(world.db, agent.actor, {})).toEqual({
    mine: 2,
    unread: 1,
    pending: before.pending + 1,
    all: before.all + 3,
    closed: 1,
  });
});

test("counts agree with the lists under every filter", async () => {
  const agent = await world.member({ queueIds: [world.queue.id] });
  const { connectionId, ids } = await ticketsWith([
    { priority: "URGENT", at: 5 },
    { at: 4 },
    { priority: "URGENT", at: 3 },
    { at: 2 },
    { at: 4 },
    { priority: "URGENT", at: 1 },
  ]);
  for (const id of ids.slice(1, 3)) {
    await world.db.models.ticket.update({ where: { id }, data: { status: "OPEN", userId: agent.actor.id } });
  }
  await world.db.models.ticket.updateMany({
    where: { id: { in: ids.slice(4) } },
    data: { status: "CLOSED", userId: agent.actor.id },
  });
  const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString();
  const filters: Partial<TicketListQuery>[] = [
    {},
    { priority: ["URGENT"] },
    { queueId: ["none"] },
    { queueId: [world.queue.id] },
    { userId: "none" },
    { userId: agent.actor.id },
    { lastMessageFrom: day(3), lastMessageBefore: day(5) },
    { unread: true },
    { q: "Cliente" },
  ];
  for (const who of [agent, world.supervisor, world.admin]) {
    for (const filter of filters) {
      const narrowed = { connectionId, ...filter };
      const size = async (query: Partial<TicketListQuery>) => (await list({ ...narrowed, ...query }, who)).length;
      expect([filter, await countTicketRows(world.db, who.actor, narrowed)]).toEqual([
        filter,
        {
          mine: await size({ status: ["OPEN"], userId: "me" }),
          pending: await size({ status: ["PENDING"] }),
          all: await size({ status: ["PENDING", "OPEN"] }),
          closed: await size({ status: ["CLOSED"] }),
          unread: filter.unread === false ? 0 : await size({ status: ["OPEN"], userId: "me", unread: true }),
        },
      ]);
    }
  }
});
