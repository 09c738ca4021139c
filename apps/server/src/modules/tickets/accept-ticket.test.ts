import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { acceptTicket } from "./accept-ticket.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

test("an agent takes a pending ticket of their queue: timeline and outbox tell it", async () => {
  const { agent, queue } = world;
  const id = await world.ticket();
  const ticket = await acceptTicket(agent, { id });
  expect(ticket).toMatchObject({ status: "OPEN", userId: agent.actor.id, user: { name: "Ana" }, queueId: queue.id });
  expect(ticket.abilities).toContain("send");
  expect(await world.events(id)).toEqual([{ type: "ACCEPTED", userId: agent.actor.id, details: {} }]);
  expect(await world.outbox(id)).toEqual([
    {
      type: "ticket",
      ticketId: id,
      before: { status: "PENDING", queueId: queue.id, userId: null },
      actorId: agent.actor.id,
    },
  ]);
});

test("of twenty agents at once one wins, and the others learn who", async () => {
  const { member, queue } = world;
  const agents = await Promise.all(
    Array.from({ length: 20 }, (_, n) => member({ name: `Agente ${n}`, queueIds: [queue.id] })),
  );
  const id = await world.ticket();
  const outcomes = await Promise.allSettled(agents.map((agent) => acceptTicket(agent, { id })));
  const winners = outcomes.filter((outcome) => outcome.status === "fulfilled");
  expect(winners).toHaveLength(1);
  const winner = winners[0]?.value.user;
  for (const outcome of outcomes.filter((each) => each.status === "rejected")) {
    expect(outcome.reason).toMatchObject({ code: "ticket_already_taken", status: 409, details: { takenBy: winner } });
  }
  expect(await world.events(id)).toHaveLength(1);
  expect(await world.outbox(id)).toHaveLength(1);
});

test("the winner who repeats it, also at the same moment, has the ticket", async () => {
  const agent = await world.member({ queueIds: [world.queue.id], maxTickets: 1 });
  const id = await world.ticket();
  const tickets = await Promise.all([1, 2, 3].map(() => acceptTicket(agent, { id })));
  for (const ticket of tickets) expect(ticket.userId).toBe(agent.actor.id);
  expect(await world.events(id)).toHaveLength(1);
});

test("two accepts at once do not exceed the person's limit", async () => {
  const agent = await world.member({ queueIds: [world.queue.id], maxTickets: 2 });
  const ids = await Promise.all(Array.from({ length: 6 }, () => world.ticket()));
  const outcomes = await Promise.allSettled(ids.map((id) => acceptTicket(agent, { id })));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused).toHaveLength(4);
  for (const outcome of refused) expect(outcome.reason).toMatchObject({ code: "max_tickets_reached" });
  expect(await world.db.models.ticket.count({ where: { userId: agent.actor.id, status: "OPEN" } })).toBe(2);
});

test("who has been deactivated meanwhile takes nothing", async () => {
  const agent = await world.member({ queueIds: [world.queue.id], isActive: false });
  const id = await world.ticket();
  await expect(acceptTicket(agent, { id })).rejects.toThrow();
  expect(await world.row(id)).toMatchObject({ status: "PENDING", userId: null });
});

test("out of sight is not found: another queue, no queue, no ticket", async () => {
  const { agent, otherQueue, outsider } = world;
  const elsewhere = await world.ticket({ queueId: otherQueue.id });
  await expect(acceptTicket(agent, { id: elsewhere })).rejects.toMatchObject({ code: "not_found" });
  const nowhere = await world.ticket({ queueId: null });
  await expect(acceptTicket(agent, { id: nowhere })).rejects.toMatchObject({ code: "not_found" });
  const taken = await world.ticket({ userId: agent.actor.id });
  await expect(acceptTicket(outsider, { id: taken })).rejects.toMatchObject({ code: "not_found" });
  await expect(acceptTicket(agent, { id: newId() })).rejects.toMatchObject({ code: "not_found" });
});

test("a closed ticket cannot be accepted", async () => {
  const id = await world.ticket({ status: "CLOSED" });
  await expect(acceptTicket(world.supervisor, { id })).rejects.toMatchObject({ code: "ticket_state_conflict" });
  await expect(acceptTicket(world.agent, { id })).rejects.toMatchObject({ code: "not_found" });
});
