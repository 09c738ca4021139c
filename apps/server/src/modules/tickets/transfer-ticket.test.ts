import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { acceptTicket } from "./accept-ticket.ts";
import { transferTicket } from "./transfer-ticket.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

test("to a colleague: open and theirs, the queue and what is unread stay", async () => {
  const { agent, colleague, db, queue } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  await db.models.ticket.update({ where: { id }, data: { unreadMessages: 3 } });
  const ticket = await transferTicket(agent, { id, userId: colleague.actor.id, note: "Cliente antigo" });
  expect(ticket).toMatchObject({
    status: "OPEN",
    userId: colleague.actor.id,
    queueId: queue.id,
    unreadMessages: 3,
    abilities: [],
  });
  expect(await world.events(id)).toEqual([
    {
      type: "TRANSFERRED",
      userId: agent.actor.id,
      details: {
        fromUser: { id: agent.actor.id, name: "Ana" },
        toUser: { id: colleague.actor.id, name: "Bruno" },
        fromQueue: { id: queue.id, name: "Vendas" },
        toQueue: { id: queue.id, name: "Vendas" },
        note: "Cliente antigo",
      },
    },
  ]);
  expect(await world.outbox(id)).toEqual([
    {
      type: "ticket",
      ticketId: id,
      before: { status: "OPEN", queueId: queue.id, userId: agent.actor.id },
      actorId: agent.actor.id,
    },
  ]);
});

test("to a queue: it waits there for somebody else", async () => {
  const { agent, otherQueue, outsider } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  expect(await transferTicket(agent, { id, queueId: otherQueue.id })).toMatchObject({
    status: "PENDING",
    userId: null,
    queueId: otherQueue.id,
    abilities: [],
  });
  await expect(acceptTicket(agent, { id })).rejects.toMatchObject({ code: "not_found" });
  expect(await acceptTicket(outsider, { id })).toMatchObject({ status: "OPEN" });
});

test("to a colleague in a queue, by a supervisor, of a ticket that waits", async () => {
  const { supervisor, otherQueue, outsider } = world;
  const id = await world.ticket();
  const ticket = await transferTicket(supervisor, { id, userId: outsider.actor.id, queueId: otherQueue.id });
  expect(ticket).toMatchObject({ status: "OPEN", userId: outsider.actor.id, queueId: otherQueue.id });
});

test("to where it is already it changes nothing", async () => {
  const { agent, queue, supervisor } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  await transferTicket(supervisor, { id, userId: agent.actor.id, queueId: queue.id });
  expect(await world.events(id)).toEqual([]);
  expect(await world.outbox(id)).toEqual([]);
});

test("an agent may not transfer what only waits, nor what others serve", async () => {
  const { agent, colleague, queue } = world;
  const waiting = await world.ticket();
  await expect(transferTicket(agent, { id: waiting, userId: agent.actor.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  const served = await world.ticket({ userId: colleague.actor.id });
  await expect(transferTicket(agent, { id: served, queueId: queue.id })).rejects.toMatchObject({ code: "not_found" });
});

test("an unknown or deactivated colleague and an unknown queue are refused by field", async () => {
  const { admin, member } = world;
  const gone = await member({ isActive: false });
  const id = await world.ticket();
  for (const userId of [gone.actor.id, newId()]) {
    await expect(transferTicket(admin, { id, userId })).rejects.toMatchObject({
      code: "invalid_input",
      details: { fields: [{ path: "body.userId" }] },
    });
  }
  await expect(transferTicket(admin, { id, queueId: newId() })).rejects.toMatchObject({ code: "invalid_input" });
  expect(await world.row(id)).toMatchObject({ status: "PENDING" });
});

test("a closed ticket cannot be transferred, and of two transfers at once one wins", async () => {
  const { admin, agent, colleague, supervisor } = world;
  const closed = await world.ticket({ status: "CLOSED" });
  await expect(transferTicket(admin, { id: closed, userId: agent.actor.id })).rejects.toMatchObject({
    code: "ticket_state_conflict",
  });
  const id = await world.ticket();
  const outcomes = await Promise.allSettled([
    transferTicket(admin, { id, userId: agent.actor.id }),
    transferTicket(supervisor, { id, userId: colleague.actor.id }),
  ]);
  const lost = outcomes.filter((outcome) => outcome.status === "rejected");
  // When they did not meet, both are right: the second moved what the first had moved.
  expect(await world.events(id)).toHaveLength(2 - lost.length);
  for (const outcome of lost) expect(outcome.reason).toMatchObject({ code: "ticket_state_conflict" });
});
