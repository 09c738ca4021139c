import { afterAll, beforeAll, expect, test } from "vitest";
import { RealtimeWorld } from "./test-world.ts";

let world: RealtimeWorld;
beforeAll(async () => {
  world = await RealtimeWorld.open();
});
afterAll(() => world.close());

test("a message that was taken out reaches who sees its ticket, at once and after an absence, and nobody else", async () => {
  const [queue, other] = [await world.addQueue("Vendas"), await world.addQueue("Suporte")];
  const supervisor = await world.addUser("Sílvia", "SUPERVISOR", [queue]);
  const outsider = await world.addUser("Olívia", "SUPERVISOR", [other]);
  const watchers = [await world.watch(supervisor), await world.watch(outsider)];
  const ticketId = await world.addTicket(queue);
  const messageId = await world.addMessage(ticketId, "eco");
  await world.settle();
  const before = await world.newestSeq();
  await world.db.models.message.delete({ where: { id: messageId } });
  await world.append([{ type: "message-removed", ticketId, messageId }]);
  await world.settle();

  const removals = watchers.map(({ received }) => received.filter(({ name }) => name === "message:removed"));
  expect(removals[0]).toMatchObject([{ payload: { messageId, ticketId }, seq: expect.any(Number) }]);
  expect(removals[1]).toEqual([]);
  const missed = async (person: typeof supervisor) =>
    (await world.sync(person, before)).events.filter(({ name }) => name === "message:removed");
  expect(await missed(supervisor)).toMatchObject([{ payload: { messageId, ticketId } }]);
  expect(await missed(outsider)).toEqual([]);
});
