import type { Message, Ticket } from "@whatskovi/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  acceptTicket,
  canSeeTicket,
  closeTicket,
  loadTickets,
  presentTicket,
  readTicket,
  reopenTicket,
  returnTicket,
  transferTicket,
} from "../modules/tickets/index.ts";
import { setQueueMembers } from "../modules/queues/index.ts";
import { AppError } from "../platform/errors/app-error.ts";
import { type ReceivedEvent, RealtimeWorld, type Watcher } from "./test-world.ts";

let world: RealtimeWorld;
beforeAll(async () => {
  world = await RealtimeWorld.open();
});
afterAll(() => world.close());

/** The same choices at every run. */
function chooser(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    below: (n: number) => Math.floor(next() * n),
    of: <Value>(list: readonly Value[]): Value => list[Math.floor(next() * list.length)] as Value,
  };
}

/** What a screen holds: the events applied in order to nothing. */
function screenOf({ received }: Pick<Watcher, "received">) {
  const tickets = new Map<string, Ticket>();
  const messages = new Map<string, Message>();
  for (const { name, payload } of received) {
    if (name === "ticket:new" || name === "ticket:update") tickets.set(payload.id, payload);
    if (name === "ticket:removed") tickets.delete(payload.ticketId);
    if (name === "message:new" || name === "message:update") messages.set(payload.message.id, payload.message);
  }
  return { tickets, messages };
}

/** Messages that came for a ticket which was not on the screen when they came. */
function strayMessages({ received }: Watcher): ReceivedEvent[] {
  return received.filter(({ name, payload }, index) => {
    if (name !== "message:new" && name !== "message:update") return false;
    return !screenOf({ received: received.slice(0, index) }).tickets.has(payload.ticketId);
  });
}

async function fetchVisible(person: { userId: string; sessionId: string }): Promise<Ticket[]> {
  const { actor } = await world.contextOf(person);
  const ids = (await world.db.models.ticket.findMany({ select: { id: true } })).map(({ id }) => id);
  const rows = await loadTickets(world.db, ids);
  return rows.filter((row) => canSeeTicket(actor, row)).map((row) => presentTicket(row, actor));
}

const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);

describe("a random walk of tickets between two queues", () => {
  test("no agent hears of the other queue, and every screen ends as if fetched anew", async () => {
    const [queue1, queue2] = [await world.addQueue("Vendas"), await world.addQueue("Suporte")];
    const people = {
      ana: await world.addUser("Ana", "AGENT", [queue1]),
      bia: await world.addUser("Bia", "AGENT", [queue1]),
      caio: await world.addUser("Caio", "AGENT", [queue2]),
      sofia: await world.addUser("Sofia", "SUPERVISOR", [queue1]),
      adriano: await world.addUser("Adriano", "ADMIN"),
    };
    const watchers = await Promise.all(Object.values(people).map((person) => world.watch(person)));
    const ticketIds: string[] = [];
    for (let n = 0; n < 8; n++) ticketIds.push(await world.addTicket(n % 2 === 0 ? queue1 : queue2));
    const choose = chooser(20_26);
    for (let step = 0; step < 220; step++) await takeStep(choose, people, [queue1, queue2], ticketIds);
    await world.settle();

    const agents = [people.ana, people.bia, people.caio].map(({ userId }, index) => ({
      userId,
      queueId: index < 2 ? queue1 : queue2,
    }));
    for (const { userId, queueId } of agents) {
      const { received } = watchers.find((watcher) => watcher.userId === userId) as Watcher;
      const foreign = received.filter(({ name, payload }) => {
        if (name !== "ticket:new" && name !== "ticket:update") return false;
        return payload.userId !== userId && (payload.queueId !== queueId || payload.status !== "PENDING");
      });
      expect(foreign).toEqual([]);
    }
    for (const watcher of watchers) expect(strayMessages(watcher)).toEqual([]);
    const heard = new Set(watchers.flatMap(({ received }) => received.map(({ name }) => name)));
    expect([...heard]).toEqual(
      expect.arrayContaining(["ticket:new", "ticket:update", "ticket:removed", "message:new"]),
    );
    for (const watcher of watchers) {
      expect([...screenOf(watcher).tickets.values()].sort(byId)).toEqual((await fetchVisible(watcher)).sort(byId));
    }
  }, 60_000);
});

test("who was away catches up from the last event to what is fetched anew, and gets nothing beyond", async () => {
  const [queue1, queue2] = [await world.addQueue("Matriz"), await world.addQueue("Filial")];
  const people = {
    ana: await world.addUser("Ana", "AGENT", [queue1]),
    bia: await world.addUser("Bia", "AGENT", [queue1]),
    caio: await world.addUser("Caio", "AGENT", [queue2]),
    sofia: await world.addUser("Sofia", "SUPERVISOR", [queue1]),
    adriano: await world.addUser("Adriano", "ADMIN"),
  };
  const ticketIds: string[] = [];
  for (let n = 0; n < 6; n++) ticketIds.push(await world.addTicket(n % 2 === 0 ? queue1 : queue2));
  const choose = chooser(7);
  const away = await world.watch(people.ana);
  const held = await fetchVisible(people.ana);
  for (let step = 0; step < 40; step++) await takeStep(choose, people, [queue1, queue2], ticketIds);
  await world.settle();
  away.socket.disconnect();
  let since = Math.max(...away.received.map(({ seq }) => seq ?? 0));
  for (let step = 0; step < 80; step++) await takeStep(choose, people, [queue1, queue2], ticketIds);
  await world.realtime.part.drain?.();

  const before: ReceivedEvent[] = held.map((ticket) => ({ name: "ticket:update", payload: ticket, seq: null }));
  const received = [...before, ...away.received];
  for (let hasMore = true; hasMore;) {
    const page = await world.sync(people.ana, since);
    received.push(...page.events);
    ({ seq: since, hasMore } = page);
  }
  const visible = (await fetchVisible(people.ana)).sort(byId);
  expect([...screenOf({ received }).tickets.values()].sort(byId)).toEqual(visible);
  const missed = received.slice(before.length + away.received.length);
  expect(missed.map(({ name }) => name)).toContain("ticket:removed");
  expect(
    missed.filter(({ name, payload }) => name === "ticket:update" && !visible.some(({ id }) => id === payload.id)),
  ).toEqual([]);
});

test("too long an absence, or other rights since, ask for everything anew", async () => {
  const queueId = await world.addQueue("Estoque");
  const person = await world.addUser("Hugo", "AGENT", [queueId]);
  const { seq } = await world.sync(person, await world.newestSeq());
  await world.append([{ type: "user", userId: person.userId }]);
  await world.realtime.part.drain?.();
  await expect(world.sync(person, seq)).rejects.toMatchObject({ code: "sync_too_old" });
  await expect(world.sync(person, seq + 1_000_000)).rejects.toMatchObject({ code: "sync_too_old" });

  await world.db.query(`DELETE FROM "OutboxEvent" WHERE "seq" <= $1::bigint`, [seq]);
  await expect(world.sync(person, seq - 1)).rejects.toMatchObject({ code: "sync_too_old" });
});

type People = Record<"ana" | "bia" | "caio" | "sofia" | "adriano", { userId: string; sessionId: string }>;

async function takeStep(
  choose: ReturnType<typeof chooser>,
  people: People,
  queueIds: string[],
  ticketIds: string[],
): Promise<void> {
  const id = choose.of(ticketIds);
  const context = await world.contextOf(choose.of(Object.values(people)));
  const verbs = [
    () => acceptTicket(context, { id }),
    () => acceptTicket(context, { id }),
    () => returnTicket(context, { id }),
    () => closeTicket(context, { id }),
    () => reopenTicket(context, { id }),
    () => readTicket(context, { id }),
    () => transferTicket(context, { id, queueId: choose.of(queueIds) }),
    () => transferTicket(context, { id, userId: choose.of(Object.values(people)).userId }),
    () =>
      transferTicket(context, { id, userId: choose.of(Object.values(people)).userId, queueId: choose.of(queueIds) }),
    () => world.addMessage(id, "oi"),
    () => world.addMessage(id, "ainda aí?"),
  ];
  await choose
    .of(verbs)()
    .catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    });
}

describe("a change of rights on an open socket", () => {
  test("who leaves a queue hears nothing of it from then on, and who joins does", async () => {
    const queueId = await world.addQueue("Cobrança");
    const dora = await world.addUser("Dora", "AGENT", [queueId]);
    const elias = await world.addUser("Elias", "AGENT");
    const admin = await world.contextOf(await world.addUser("Amanda", "ADMIN"));
    const [watchDora, watchElias] = await Promise.all([world.watch(dora), world.watch(elias)]);
    const first = await world.addTicket(queueId);
    await world.settle();
    await setQueueMembers(admin, { queueId, userIds: [elias.userId] });
    const second = await world.addTicket(queueId);
    await world.addMessage(second, "tem alguém aí?");
    await world.settle();

    const seenBy = ({ received }: Watcher) =>
      received.filter(({ name }) => name === "ticket:new").map(({ payload }) => payload.id);
    expect(seenBy(watchDora)).toEqual([first]);
    expect(seenBy(watchElias)).toEqual([second]);
    expect(watchDora.received.filter(({ name }) => name === "message:new")).toEqual([]);
    expect(watchDora.received.find(({ name }) => name === "user:update")?.payload.queueIds).toEqual([]);
  });

  test("an ended session and a deactivated person lose the socket", async () => {
    const queueId = await world.addQueue("Jurídico");
    const person = await world.addUser("Fábio", "AGENT", [queueId]);
    const watcher = await world.watch(person);
    await world.db.models.session.update({ where: { id: person.sessionId }, data: { endedAt: new Date() } });
    await world.append([
      { type: "sessions-ended", userId: person.userId, sessionIds: [person.sessionId], reason: "signed_out" },
    ]);
    await world.settle();
    await expect.poll(() => watcher.socket.connected).toBe(false);
    expect(watcher.received.at(-1)).toMatchObject({ name: "session:ended", payload: { reason: "signed_out" } });
    await expect(world.watch(person)).rejects.toThrow();

    const other = await world.addUser("Gil", "AGENT", [queueId]);
    const watchOther = await world.watch(other);
    await world.db.models.user.update({ where: { id: other.userId }, data: { isActive: false } });
    await world.append([{ type: "user", userId: other.userId }]);
    await world.settle();
    await expect.poll(() => watchOther.socket.connected).toBe(false);
  });
});
