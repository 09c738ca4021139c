import { afterAll, beforeAll, expect, test } from "vitest";
import { listContactMerges, mergeContacts, undoMerge } from "../modules/contacts/index.ts";
import { acceptTicket } from "../modules/tickets/index.ts";
import { RealtimeWorld, type Watcher } from "./test-world.ts";

let world: RealtimeWorld;
let sales: string;
let support: string;
beforeAll(async () => {
  world = await RealtimeWorld.open();
  [sales, support] = [await world.addQueue("Vendas"), await world.addQueue("Suporte")];
});
afterAll(() => world.close());

const named = ({ received }: Watcher, ...names: string[]) => received.filter(({ name }) => names.includes(name));
const contactOf = async (ticketId: string) =>
  (await world.db.models.ticket.findUniqueOrThrow({ where: { id: ticketId } })).contactId;

test("everybody who sees anything of two contacts sees them become one and part again, and nobody else does", async () => {
  const [ada, ana, bruno, olivia] = await Promise.all([
    world.addUser("Ada", "ADMIN"),
    world.addUser("Ana", "AGENT", [sales]),
    world.addUser("Bruno", "AGENT", [sales]),
    world.addUser("Olívia", "AGENT", [support]),
  ]);
  const [kept, waiting] = [await world.addTicket(sales), await world.addTicket(sales)];
  await world.addMessage(kept, "by phone");
  await world.addMessage(waiting, "by lid");
  await acceptTicket(await world.contextOf(ana), { id: kept });
  const [intoId, contactId] = [await contactOf(kept), await contactOf(waiting)];
  const before = await world.newestSeq();
  const [admin, owner, colleague, stranger] = [
    await world.watch(ada),
    await world.watch(ana),
    await world.watch(bruno),
    await world.watch(olivia),
  ];

  const merge = await mergeContacts(await world.contextOf(ada), { id: intoId, contactId });
  await world.settle();
  for (const watcher of [admin, owner]) {
    expect(named(watcher, "contact:merged").map(({ payload }) => payload)).toEqual([{ contactId, intoId }]);
    expect(named(watcher, "conversation:changed")).toContainEqual(
      expect.objectContaining({ payload: { ticketId: kept } }),
    );
    expect(named(watcher, "ticket:update").find(({ payload }) => payload.id === kept)?.payload).toMatchObject({
      unreadMessages: 2,
    });
  }
  // Ana saw the waiting one as an agent of its queue; closed, it is nobody's.
  for (const watcher of [owner, colleague])
    expect(named(watcher, "ticket:removed").map(({ payload }) => payload)).toMatchObject([
      { ticketId: waiting, reason: "closed" },
    ]);
  expect(
    named(colleague, "ticket:update", "ticket:new", "conversation:changed", "contact:merged", "message:new"),
  ).toEqual([]);
  expect(
    named(stranger, "ticket:update", "ticket:new", "ticket:removed", "conversation:changed", "contact:merged"),
  ).toEqual([]);

  const missed = await world.sync(ana, before);
  expect(missed.events.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["ticket:removed", "contact:merged", "conversation:changed"]),
  );
  expect((await world.sync(olivia, before)).events.filter(({ name }) => name !== "catalogue:changed")).toEqual([]);

  await undoMerge(await world.contextOf(ada), merge);
  await world.settle();
  for (const watcher of [owner, colleague])
    expect(named(watcher, "ticket:new").map(({ payload }) => payload.id)).toEqual([waiting]);
  expect(named(owner, "ticket:update").findLast(({ payload }) => payload.id === kept)?.payload).toMatchObject({
    unreadMessages: 1,
  });
  expect(named(admin, "contact:update").map(({ payload }) => payload.id)).toEqual(
    expect.arrayContaining([contactId, intoId]),
  );
  expect(named(stranger, "ticket:new")).toEqual([]);
  const after = await world.sync(ana, before);
  expect(after.events.filter(({ name }) => name === "contact:merged")).toEqual([]);
  expect(await listContactMerges(await world.contextOf(ada), { id: intoId, limit: 1 })).toMatchObject({
    items: [{ canUndo: false }],
  });
});
