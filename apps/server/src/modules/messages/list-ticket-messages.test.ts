import type { EndpointRequest, endpoints } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer, type TestUser } from "../../../test/harness.ts";
import { encodeCursor } from "../../platform/db/cursor.ts";
import { newId } from "../../platform/ids.ts";

type Query = EndpointRequest<(typeof endpoints)["listTicketMessages"]>["query"];

let server: TestServer;
let agent: TestUser;
let supervisor: TestUser;
let admin: TestUser;
let contactId: string;
let whatsappId: string;
let queueId: string;
/** From the oldest on: one of a colleague in our queue, one of ours, one of a queue that is not ours, and the present one. */
let tickets: { colleagues: string; mine: string; foreign: string; now: string };

const start = Date.parse("2026-01-01T12:00:00.000Z");
let clock = 0;

async function write(ticketId: string, bodies: readonly string[], contact = contactId) {
  const ids: string[] = [];
  for (const body of bodies) {
    const { id } = await server.factories.message({ ticketId, contactId: contact, whatsappId, body });
    const sentAt = new Date(start + 60_000 * clock++);
    await server.database.models.message.update({ where: { id }, data: { sentAt } });
    ids.push(id);
  }
  return ids;
}

async function open(fields: { userId?: string; queueId: string; status?: "CLOSED" | "OPEN" }) {
  const { id } = await server.factories.ticket({ contactId, whatsappId, ...fields });
  await server.database.models.ticket.update({ where: { id }, data: { createdAt: new Date(start + 60_000 * clock) } });
  return id;
}

beforeAll(async () => {
  server = await startTestServer();
  queueId = (await server.factories.queue()).id;
  const foreignQueue = (await server.factories.queue()).id;
  agent = await server.signedIn({ queueIds: [queueId] });
  supervisor = await server.signedIn({ role: "SUPERVISOR", queueIds: [queueId] });
  admin = await server.signedIn({ role: "ADMIN" });
  const colleague = await server.factories.user({ queueIds: [queueId] });
  contactId = (await server.factories.contact()).id;
  whatsappId = (await server.factories.connection()).id;
  const closed = { queueId, status: "CLOSED" as const };
  const colleagues = await open({ ...closed, userId: colleague.id });
  await write(colleagues, ["c1", "c2"]);
  const mine = await open({ ...closed, userId: agent.id });
  await write(mine, ["m1", "m2", "m3"]);
  const foreign = await open({ ...closed, queueId: foreignQueue, userId: colleague.id });
  await write(foreign, ["f1", "f2"]);
  await open({ ...closed, userId: agent.id });
  const now = await open({ queueId, userId: agent.id, status: "OPEN" });
  await write(now, ["n1", "n2", "n3", "n4", "n5"]);
  tickets = { colleagues, mine, foreign, now };
});
afterAll(() => server.stop());

const page = (user: TestUser, query: Query, id = tickets.now) => user.api.listTicketMessages({ params: { id }, query });
const bodiesOf = ({ items }: { items: readonly { body: string }[] }) => items.map(({ body }) => body).join(" ");

async function walk(user: TestUser, direction: "cursor" | "after", first: Query, id = tickets.now) {
  const pages = [await page(user, first, id)];
  for (;;) {
    const last = pages.at(-1);
    const cursor = direction === "cursor" ? last?.nextCursor : last?.previousCursor;
    if (cursor === null || cursor === undefined) return pages;
    const { limit, earlier } = first ?? {};
    pages.push(await page(user, { limit, earlier, [direction]: cursor } as Query, id));
  }
}

test("back to the beginning and forward to the end again, each once, with the same pages' borders", async () => {
  const back = await walk(agent, "cursor", { limit: 2 });
  expect(back.map(bodiesOf)).toEqual(["n5 n4", "n3 n2", "n1"]);
  expect(back.map(({ previousCursor }) => previousCursor === null)).toEqual([true, false, false]);
  const oldest = back.at(-1)?.items[0]?.id ?? "";
  const forth = await walk(agent, "after", { limit: 2, around: oldest });
  expect(forth.map(bodiesOf)).toEqual(["n2 n1", "n4 n3", "n5"]);
  expect(forth.map(({ nextCursor }) => nextCursor === null)).toEqual([true, false, false]);
});

test("a page around a message holds both sides of it, and says where each goes on", async () => {
  const { items } = await page(agent, {});
  const middle = items.find(({ body }) => body === "n3")?.id ?? "";
  const around = await page(agent, { around: middle, limit: 3 });
  expect(bodiesOf(around)).toBe("n4 n3 n2");
  const { nextCursor, previousCursor } = around;
  expect(bodiesOf(await page(agent, { cursor: nextCursor ?? "", limit: 5 }))).toBe("n1");
  expect(bodiesOf(await page(agent, { after: previousCursor ?? "", limit: 5 }))).toBe("n5");
  const first = await page(agent, { around: items.at(-1)?.id ?? "", limit: 10 });
  expect(first).toMatchObject({ nextCursor: null, previousCursor: null });
  expect(bodiesOf(first)).toBe("n5 n4 n3 n2 n1");
});

test("the first unread one is found however far back; where all is read one stands at the end", async () => {
  expect(await page(agent, { around: "unread", limit: 2 })).toMatchObject({
    firstUnreadId: null,
    previousCursor: null,
  });
  await server.database.models.ticket.update({ where: { id: tickets.now }, data: { unreadMessages: 4 } });
  const unread = await page(agent, { around: "unread", limit: 2 });
  expect(unread.items.find(({ id }) => id === unread.firstUnreadId)?.body).toBe("n2");
  expect(bodiesOf(unread)).toBe("n3 n2");
  await server.database.models.ticket.update({ where: { id: tickets.now }, data: { unreadMessages: 0 } });
});

test("earlier tickets of the contact come above, only those that one may see", async () => {
  const seen = async (user: TestUser) =>
    (await walk(user, "cursor", { limit: 4, earlier: "true" })).map(bodiesOf).join(" ");
  expect(await seen(agent)).toBe("n5 n4 n3 n2 n1 m3 m2 m1");
  expect(await seen(supervisor)).toBe("n5 n4 n3 n2 n1 m3 m2 m1 c2 c1");
  expect(await seen(admin)).toBe("n5 n4 n3 n2 n1 f2 f1 m3 m2 m1 c2 c1");
  const pages = await walk(supervisor, "cursor", { limit: 4, earlier: "true" });
  const named = new Set(pages.flatMap((one) => one.tickets.map(({ id }) => id)));
  expect(named).toEqual(new Set([tickets.mine, tickets.colleagues]));
  expect(await page(agent, {})).toMatchObject({ tickets: [], nextCursor: null });
});

test("a place in an earlier ticket is reached, and from there one comes back to the present", async () => {
  const { items } = await page(agent, {}, tickets.mine);
  const far = items.at(-1)?.id ?? "";
  const forth = await walk(agent, "after", { limit: 3, around: far, earlier: "true" });
  expect(forth.map(bodiesOf)).toEqual(["m2 m1", "n2 n1 m3", "n5 n4 n3"].map((bodies) => bodies));
  await expect(page(agent, { around: far })).rejects.toMatchObject({ status: 404 });
});

test("what is later than the ticket is not in its conversation", async () => {
  const pages = await walk(agent, "cursor", { limit: 4, earlier: "true" }, tickets.mine);
  expect(pages.map(bodiesOf)).toEqual(["m3 m2 m1"]);
  const { items } = await page(agent, {});
  const later = { around: items[0]?.id ?? "", earlier: "true" } as const;
  await expect(page(agent, later, tickets.mine)).rejects.toMatchObject({ status: 404 });
});

test("no cursor and no id leads where one may not see", async () => {
  const [secret] = await write(tickets.foreign, ["f3"]);
  const other = await server.factories.contact();
  const elsewhere = await server.factories.ticket({ contactId: other.id, whatsappId, queueId, userId: agent.id });
  const [ofAnother] = await write(elsewhere.id, ["x1"], other.id);
  for (const id of [secret, ofAnother, newId()]) {
    const query = { around: id ?? "", earlier: "true" } as const;
    await expect(page(agent, query)).rejects.toMatchObject({ status: 404 });
  }
  for (const ticketId of [tickets.foreign, tickets.colleagues, elsewhere.id, newId()]) {
    const forged = encodeCursor(["2030-01-01T00:00:00.000Z", newId(), ticketId]);
    for (const query of [{ cursor: forged }, { after: forged }])
      await expect(page(agent, { ...query, earlier: "true" } as Query)).rejects.toMatchObject({ status: 404 });
  }
  await expect(page(agent, { cursor: "x", after: "y" })).rejects.toMatchObject({ status: 400 });
});

test("what was said is found in the conversation and above it, by right, whatever the accents", async () => {
  await write(tickets.mine, ["O preço é 100% justo"]);
  await write(tickets.foreign, ["preço secreto"]);
  await write(tickets.now, ["Que PRECO!"]);
  const find = async (user: TestUser, q: string, limit?: number) => {
    const query = { q, ...(limit !== undefined && { limit }) };
    const { items, hasMore } = await user.api.searchTicketMessages({ params: { id: tickets.now }, query });
    return [items.map(({ ticketId }) => ticketId), hasMore];
  };
  expect(await find(agent, "preco")).toEqual([[tickets.now, tickets.mine], false]);
  expect(await find(admin, "PREÇO")).toEqual([[tickets.now, tickets.foreign, tickets.mine], false]);
  expect(await find(agent, "preço", 1)).toEqual([[tickets.now], true]);
  expect(await find(agent, "100%")).toEqual([[tickets.mine], false]);
  expect(await find(agent, "10__")).toEqual([[], false]);
  const outsider = await server.signedIn();
  await expect(find(outsider, "preco")).rejects.toMatchObject({ status: 404 });
});
