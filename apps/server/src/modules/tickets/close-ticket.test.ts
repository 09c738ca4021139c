import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { closeTicket } from "./close-ticket.ts";
import { reopenTicket } from "./reopen-ticket.ts";
import { returnTicket, returnTicketsOf } from "./return-ticket.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

test("the owner closes a ticket with a reason; nobody waits any more", async () => {
  const { agent, db, queue } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  await db.models.ticket.update({ where: { id }, data: { unreadMessages: 2, waitingSince: new Date() } });
  const ticket = await closeTicket(agent, { id, reason: "Resolvido" });
  expect(ticket).toMatchObject({
    status: "CLOSED",
    userId: agent.actor.id,
    closeReason: "Resolvido",
    waitingSince: null,
    unreadMessages: 0,
  });
  expect(ticket.closedAt).not.toBeNull();
  expect(await world.events(id)).toEqual([
    { type: "CLOSED", userId: agent.actor.id, details: { reason: "Resolvido" } },
  ]);
  expect(await world.outbox(id)).toEqual([
    {
      type: "ticket",
      ticketId: id,
      before: { status: "OPEN", queueId: queue.id, userId: agent.actor.id },
      actorId: agent.actor.id,
    },
  ]);
  await expect(closeTicket(agent, { id })).rejects.toMatchObject({ code: "ticket_state_conflict" });
});

test("a supervisor closes what waits; an agent may not; strangers see nothing", async () => {
  const { agent, outsider, supervisor } = world;
  const id = await world.ticket();
  await expect(closeTicket(agent, { id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(closeTicket(outsider, { id })).rejects.toMatchObject({ code: "not_found" });
  expect(await closeTicket(supervisor, { id })).toMatchObject({ status: "CLOSED", closeReason: null });
});

test("reopened it is open for who reopens it", async () => {
  const { agent, supervisor } = world;
  const id = await world.ticket({ userId: agent.actor.id, status: "CLOSED" });
  expect(await reopenTicket(supervisor, { id })).toMatchObject({
    status: "OPEN",
    userId: supervisor.actor.id,
    closedAt: null,
  });
  expect(await world.events(id)).toEqual([{ type: "REOPENED", userId: supervisor.actor.id, details: {} }]);
  expect(await world.outbox(id)).toMatchObject([{ before: { status: "CLOSED", userId: agent.actor.id } }]);
  await expect(reopenTicket(supervisor, { id })).rejects.toMatchObject({ code: "ticket_state_conflict" });
});

test("a contact has one active ticket on a number: reopening another is refused, also of two at once", async () => {
  const { admin, factories, supervisor } = world;
  const contactId = (await factories.contact()).id;
  const first = await world.ticket({ contactId, status: "CLOSED" });
  const second = await world.ticket({ contactId, status: "CLOSED" });
  const outcomes = await Promise.allSettled([
    reopenTicket(admin, { id: first }),
    reopenTicket(supervisor, { id: second }),
  ]);
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toMatchObject({ code: "active_ticket_exists" });
  expect(await world.outbox(outcomes[0]?.status === "rejected" ? first : second)).toEqual([]);
});

test("who closed a ticket of another owner's may not reopen it as an agent", async () => {
  const id = await world.ticket({ userId: world.colleague.actor.id, status: "CLOSED" });
  await expect(reopenTicket(world.agent, { id })).rejects.toMatchObject({ code: "not_found" });
});

test("returned it waits in its queue again", async () => {
  const { agent, queue } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  expect(await returnTicket(agent, { id })).toMatchObject({ status: "PENDING", userId: null, queueId: queue.id });
  expect(await world.events(id)).toMatchObject([{ type: "RETURNED", details: { fromUser: { name: "Ana" } } }]);
  expect(await world.outbox(id)).toMatchObject([
    { before: { status: "OPEN", userId: agent.actor.id }, actorId: agent.actor.id },
  ]);
  await expect(returnTicket(agent, { id })).rejects.toMatchObject({ code: "ticket_state_conflict" });
});

test("all open tickets of a person go back at once; closed ones stay theirs", async () => {
  const { admin, member, queue } = world;
  const leaver = await member({ name: "Lia", queueIds: [queue.id] });
  const open = await Promise.all([1, 2].map(() => world.ticket({ userId: leaver.actor.id })));
  const closed = await world.ticket({ userId: leaver.actor.id, status: "CLOSED" });
  await admin.db.transaction((tx) =>
    returnTicketsOf({ ...admin, db: tx }, { userId: leaver.actor.id, userName: "Lia" }),
  );
  for (const id of open) {
    expect(await world.row(id)).toMatchObject({ status: "PENDING", userId: null });
    expect(await world.events(id)).toMatchObject([
      { type: "RETURNED", userId: admin.actor.id, details: { fromUser: { name: "Lia" } } },
    ]);
    expect(await world.outbox(id)).toMatchObject([{ before: { status: "OPEN", userId: leaver.actor.id } }]);
  }
  expect(await world.row(closed)).toMatchObject({ status: "CLOSED", userId: leaver.actor.id });
});
