import type { BulkTicketAction } from "@whatskovi/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { changeTickets } from "./change-tickets.ts";
import { unreadTicket } from "./unread-ticket.ts";

let world: TicketWorld;
let tagIds: string[];
beforeAll(async () => {
  world = await createTicketWorld();
  tagIds = [newId(), newId()];
  for (const [index, id] of tagIds.entries())
    await world.db.models.tag.create({ data: { id, name: `tag ${index}`, color: "#000000" } });
});
afterAll(() => world.drop());

/** How it ended for each, in short: `done`, or the code of the refusal. */
const outcomes = async (who: UserContext, ticketIds: readonly string[], action: BulkTicketAction) =>
  (await changeTickets(who, { ticketIds, action })).map((result) => (result.outcome === "done" ? "done" : result.code));

test("each ticket is done or refused by itself, in the order named, once", async () => {
  const { agent, colleague } = world;
  const [waiting, taken, mine, elsewhere] = [
    await world.ticket(),
    await world.ticket({ userId: colleague.actor.id }),
    await world.ticket({ userId: agent.actor.id }),
    await world.ticket({ queueId: world.otherQueue.id }),
  ];
  const results = await changeTickets(agent, {
    ticketIds: [taken, waiting, elsewhere, mine, newId(), waiting],
    action: { kind: "accept" },
  });
  expect(results).toMatchObject([
    { outcome: "refused", ticketId: taken, code: "ticket_already_taken", takenBy: { name: "Bruno" } },
    { outcome: "done", ticketId: waiting, ticket: { status: "OPEN", userId: agent.actor.id } },
    { outcome: "refused", ticketId: elsewhere, code: "not_found" },
    { outcome: "done", ticketId: mine },
    { outcome: "refused", code: "not_found" },
  ]);
});

test("somebody who may have two more takes two", async () => {
  const agent = await world.member({ queueIds: [world.queue.id], maxTickets: 2 });
  const ids = [await world.ticket(), await world.ticket(), await world.ticket()];
  expect(await outcomes(agent, ids, { kind: "accept" })).toEqual(["done", "done", "max_tickets_reached"]);
});

test.each<[BulkTicketAction, string[]]>([
  [{ kind: "close", reason: "Fim" }, ["done", "forbidden", "done", "not_found"]],
  [{ kind: "return" }, ["done", "done", "ticket_state_conflict", "not_found"]],
  [{ kind: "reopen" }, ["done", "ticket_state_conflict", "done", "not_found"]],
  [{ kind: "read" }, ["done", "forbidden", "done", "not_found"]],
  [{ kind: "priority", priority: "HIGH" }, ["done", "done", "done", "not_found"]],
])("an agent, %j: mine, waiting, mine and closed, a colleague's: %j", async (action, expected) => {
  const { agent, colleague } = world;
  const ids = [
    await world.ticket({ userId: agent.actor.id }),
    await world.ticket(),
    await world.ticket({ userId: agent.actor.id, status: "CLOSED" }),
    await world.ticket({ userId: colleague.actor.id }),
  ];
  expect(await outcomes(agent, ids, action)).toEqual(expected);
});

test("the same again changes nothing more, whatever it is", async () => {
  const { agent, colleague, queue } = world;
  const actions: BulkTicketAction[] = [
    { kind: "priority", priority: "URGENT" },
    { kind: "tag", tagIds },
    { kind: "untag", tagIds: tagIds.slice(1) },
    { kind: "unread" },
    { kind: "read" },
    { kind: "transfer", userId: colleague.actor.id, queueId: queue.id },
  ];
  const ids = [await world.ticket({ userId: agent.actor.id }), await world.ticket({ userId: agent.actor.id })];
  for (const action of actions) {
    for (const time of [1, 2])
      expect([action.kind, time, await outcomes(agent, ids, action)]).toEqual([action.kind, time, ["done", "done"]]);
  }
  for (const id of ids) {
    expect((await world.events(id)).map((event) => event.type)).toEqual([
      "PRIORITY_CHANGED",
      "TAGGED",
      "TAGGED",
      "UNTAGGED",
      "TRANSFERRED",
    ]);
    expect(await world.row(id)).toMatchObject({ priority: "URGENT", unreadMessages: 0, userId: colleague.actor.id });
  }
  for (const action of [{ kind: "close" }, { kind: "close" }] as const)
    expect(await outcomes(colleague, ids, action)).toEqual(["done", "done"]);
  expect((await world.events(ids[0] ?? "")).filter((event) => event.type === "CLOSED")).toHaveLength(1);
});

test("what was handed over before is said to be done, and shows nothing of it; to others it is not there", async () => {
  const { agent, colleague, outsider } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  const action = { kind: "transfer", userId: colleague.actor.id } as const;
  await changeTickets(agent, { ticketIds: [id], action });
  expect(await changeTickets(agent, { ticketIds: [id], action })).toEqual([
    { outcome: "done", ticketId: id, ticket: null },
  ]);
  expect(await outcomes(agent, [id], { kind: "transfer", userId: outsider.actor.id })).toEqual(["not_found"]);
  expect(await outcomes(outsider, [id], action)).toEqual(["not_found"]);
});

test("two at once: no ticket is taken twice", async () => {
  const { agent, colleague } = world;
  const ids = await Promise.all(Array.from({ length: 20 }, () => world.ticket()));
  const [one, other] = await Promise.all([
    outcomes(agent, ids, { kind: "accept" }),
    outcomes(colleague, ids.toReversed(), { kind: "accept" }),
  ]);
  for (const [index] of ids.entries())
    expect([one[index], other.at(-1 - index)].toSorted()).toEqual(["done", "ticket_already_taken"]);
});

test("an unknown tag is refused for each, and no tag of them is put on", async () => {
  const id = await world.ticket({ userId: world.agent.actor.id });
  const action: BulkTicketAction = { kind: "tag", tagIds: [tagIds[0] ?? "", newId()] };
  expect(await outcomes(world.agent, [id], action)).toEqual(["invalid_input"]);
  expect((await world.row(id)).tags).toEqual([]);
});

test("back to unread: one message, told to the screens once; not of a closed ticket", async () => {
  const { agent, colleague } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  for (const _ of [1, 2]) expect(await unreadTicket(agent, { id })).toMatchObject({ unreadMessages: 1 });
  expect(await world.outbox(id)).toHaveLength(1);
  await expect(unreadTicket(colleague, { id })).rejects.toMatchObject({ code: "not_found" });
  const closed = await world.ticket({ userId: agent.actor.id, status: "CLOSED" });
  await expect(unreadTicket(agent, { id: closed })).rejects.toMatchObject({ code: "ticket_state_conflict" });
});
