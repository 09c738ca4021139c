import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { transferTicket } from "../modules/tickets/index.ts";
import { createViewing } from "./viewing.ts";
import { RealtimeWorld, type Watcher } from "./test-world.ts";

let world: RealtimeWorld;
let queueId: string;
let otherQueueId: string;
beforeAll(async () => {
  world = await RealtimeWorld.open();
  queueId = await world.addQueue("Vendas");
  otherQueueId = await world.addQueue("Suporte");
});
afterAll(() => world.close());

const person = async (name: string, role: "ADMIN" | "SUPERVISOR" | "AGENT" = "AGENT", queueIds = [queueId]) =>
  world.watch(await world.addUser(name, role, queueIds));

const look = (watcher: Watcher, ticketId: string | null) => watcher.socket.emit("ticket:viewing", { ticketId });

/** The names that a browser was told last to look at a ticket; null when it was never told. */
function viewersFor(watcher: Watcher, ticketId: string): string[] | null {
  const told = watcher.received.filter(
    ({ name, payload }) => name === "ticket:viewers" && payload.ticketId === ticketId,
  );
  return (
    told
      .at(-1)
      ?.payload.viewers.map((viewer: { name: string }) => viewer.name)
      .toSorted() ?? null
  );
}

const eventually = (watcher: Watcher, ticketId: string, names: string[]) =>
  vi.waitFor(() => expect(viewersFor(watcher, ticketId)).toEqual(names), { timeout: 5000, interval: 10 });

test("who looks at a ticket is told to those who may see it, and nobody else learns anything", async () => {
  const ticketId = await world.addTicket(queueId);
  const [ana, bruno] = [await person("Ana"), await person("Bruno")];
  const outsider = await person("Olívia", "AGENT", [otherQueueId]);
  look(ana, ticketId);
  await eventually(bruno, ticketId, ["Ana"]);
  look(bruno, ticketId);
  await eventually(ana, ticketId, ["Ana", "Bruno"]);
  look(ana, null);
  await eventually(bruno, ticketId, ["Bruno"]);
  bruno.socket.disconnect();
  await eventually(ana, ticketId, []);
  expect(viewersFor(outsider, ticketId)).toBeNull();
});

test("who may not see a ticket cannot be seen to look at it, and learns nothing by trying", async () => {
  const ticketId = await world.addTicket(queueId);
  const [ana, outsider] = [await person("Ana"), await person("Olívia", "AGENT", [otherQueueId])];
  look(outsider, ticketId);
  look(ana, ticketId);
  await eventually(ana, ticketId, ["Ana"]);
  await world.settle();
  expect(viewersFor(ana, ticketId)).toEqual(["Ana"]);
  expect(viewersFor(outsider, ticketId)).toBeNull();
});

test("who comes later is told who looks already, of what they may see", async () => {
  const ticketId = await world.addTicket(queueId);
  look(await person("Ana"), ticketId);
  await eventually(await person("Ada", "ADMIN", []), ticketId, ["Ana"]);
  await eventually(await person("Bruno"), ticketId, ["Ana"]);
  const outsider = await person("Olívia", "AGENT", [otherQueueId]);
  await world.settle();
  expect(viewersFor(outsider, ticketId)).toBeNull();
});

test("two browsers of one person are one viewer, until both have left", async () => {
  const ticketId = await world.addTicket(queueId);
  const session = await world.addUser("Ana", "AGENT", [queueId]);
  const [one, other] = [await world.watch(session), await world.watch(session)];
  const bruno = await person("Bruno");
  look(one, ticketId);
  look(other, ticketId);
  look(bruno, ticketId);
  await eventually(bruno, ticketId, ["Ana", "Bruno"]);
  one.socket.disconnect();
  look(bruno, null);
  await eventually(bruno, ticketId, ["Ana"]);
  other.socket.disconnect();
  await eventually(bruno, ticketId, []);
});

test("a ticket that leaves somebody's sight is no longer looked at by them", async () => {
  const ticketId = await world.addTicket(queueId);
  const [ana, ada] = [await person("Ana"), await person("Ada", "ADMIN", [])];
  const olivia = await person("Olívia", "AGENT", [otherQueueId]);
  look(ana, ticketId);
  look(ada, ticketId);
  await eventually(ada, ticketId, ["Ada", "Ana"]);
  await transferTicket(await world.contextOf(ada), { id: ticketId, queueId: otherQueueId });
  await eventually(ada, ticketId, ["Ada"]);
  await eventually(olivia, ticketId, ["Ada"]);
  expect(viewersFor(ana, ticketId)).toEqual(["Ada", "Ana"]);
});

test("rights that are taken away end looking at once", async () => {
  const ticketId = await world.addTicket(queueId);
  const [ana, bruno] = [await person("Ana"), await person("Bruno")];
  look(ana, ticketId);
  await eventually(bruno, ticketId, ["Ana"]);
  await world.db.models.userQueue.deleteMany({ where: { userId: ana.userId } });
  await world.append([{ type: "user", userId: ana.userId }]);
  await eventually(bruno, ticketId, []);
});

test("moving fast through the list ends at the last ticket, and at none before it", async () => {
  const ticketIds = await Promise.all(Array.from({ length: 8 }, () => world.addTicket(queueId)));
  const [ana, bruno] = [await person("Ana"), await person("Bruno")];
  for (const ticketId of ticketIds) look(ana, ticketId);
  await eventually(bruno, ticketIds.at(-1) ?? "", ["Ana"]);
  for (const ticketId of ticketIds.slice(0, -1)) expect(viewersFor(bruno, ticketId) ?? []).toEqual([]);
});

test.each([{ ticketId: "x" }, {}, { ticketId: 1 }, null])("%j is no event and is ignored", async (payload) => {
  const ana = await person("Ana");
  ana.socket.emit("ticket:viewing", payload);
  await world.settle();
  expect(ana.socket.connected).toBe(true);
});

test("a look that is not repeated ends by itself", async () => {
  const emitted: { viewers: { name: string }[] }[] = [];
  const emitter = { emit: (_target: unknown, _name: string, payload: never) => void emitted.push(payload) };
  const viewing = createViewing({
    db: world.db,
    emitter: emitter as never,
    timings: { expiresMs: 60, gatherMs: 1 },
  });
  const { userId, sessionId } = await world.addUser("Ana", "AGENT", [queueId]);
  const socket = { id: "s", connected: true, data: { userId, sessionId, userName: "Ana", isActive: true } };
  await viewing.look(socket, await world.addTicket(queueId));
  await vi.waitFor(() => expect(emitted.map(({ viewers }) => viewers.length)).toEqual([1, 0]), { timeout: 3000 });
  viewing.stop();
});
