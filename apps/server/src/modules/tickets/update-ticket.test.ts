import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { getTicket } from "./get-ticket.ts";
import { listTicketEvents } from "./list-ticket-events.ts";
import { readTicket } from "./read-ticket.ts";
import { updateTicket } from "./update-ticket.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const makeTag = async (name: string) =>
  (await world.db.models.tag.create({ data: { id: newId(), name, color: "#2f7d5b" } })).id;

/** Whether a statement that names this waits for a lock. */
const waitingFor = async (name: string): Promise<boolean> => {
  const rows = await world.db.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos("query", $1::text) > 0`,
    [name],
  );
  return rows.length > 0;
};

test("priority and tags change together; the timeline has a step for each", async () => {
  const { agent } = world;
  const [old, fresh] = [await makeTag("antiga"), await makeTag("nova")];
  const id = await world.ticket();
  await updateTicket(agent, { id, tagIds: [old] });
  const ticket = await updateTicket(agent, { id, priority: "URGENT", tagIds: [fresh, fresh] });
  expect(ticket).toMatchObject({ priority: "URGENT", tags: [{ id: fresh, name: "nova", color: "#2f7d5b" }] });
  expect((await world.events(id)).map(({ type, details }) => ({ type, details }))).toEqual([
    { type: "TAGGED", details: { tag: { id: old, name: "antiga" } } },
    { type: "PRIORITY_CHANGED", details: { from: "MEDIUM", to: "URGENT" } },
    { type: "TAGGED", details: { tag: { id: fresh, name: "nova" } } },
    { type: "UNTAGGED", details: { tag: { id: old, name: "antiga" } } },
  ]);
  expect(await world.outbox(id)).toHaveLength(2);
});

test("what is so already changes nothing", async () => {
  const id = await world.ticket();
  await updateTicket(world.agent, { id, priority: "MEDIUM", tagIds: [] });
  expect(await world.outbox(id)).toEqual([]);
});

test("an unknown tag is refused and leaves nothing", async () => {
  const id = await world.ticket();
  await expect(updateTicket(world.agent, { id, priority: "HIGH", tagIds: [newId()] })).rejects.toMatchObject({
    code: "invalid_input",
    details: { fields: [{ path: "body.tagIds" }] },
  });
  expect(await world.row(id)).toMatchObject({ priority: "MEDIUM" });
});

test("a tag that is deleted at this moment is one that does not exist", async () => {
  const { db, agent } = world;
  const [id, tagId] = [await world.ticket(), await makeTag("passageira")];
  const isGone = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const deleting = db.sqlTransaction(async (tx) => {
    await tx.query(`DELETE FROM "Tag" WHERE "id" = $1::uuid`, [tagId]);
    isGone.resolve();
    await mayCommit.promise;
  });
  await isGone.promise;
  const tagging = updateTicket(agent, { id, addTagIds: [tagId] });
  const refused = expect(tagging).rejects.toMatchObject({ code: "invalid_input" });
  await expect
    .poll(() => waitingFor("Tag"), { timeout: 5000 })
    .toBe(true)
    .finally(mayCommit.resolve);
  await Promise.all([deleting, refused]);
  expect(await world.events(id)).toEqual([]);
});

test("who does not see a ticket changes, reads and follows nothing of it", async () => {
  const { agent, outsider } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  await expect(updateTicket(outsider, { id, priority: "HIGH" })).rejects.toMatchObject({ code: "not_found" });
  await expect(readTicket(outsider, { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(getTicket(outsider, { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(listTicketEvents(outsider, { id, limit: 10 })).rejects.toMatchObject({ code: "not_found" });
});

test("changes of tags at once end as one of them, never as a mixture", async () => {
  const { admin, agent } = world;
  const tags = await Promise.all(["um", "dois", "três", "quatro"].map(makeTag));
  const id = await world.ticket();
  const wanted = [tags.slice(0, 2), tags.slice(2)];
  await Promise.all(wanted.map((tagIds, n) => updateTicket(n === 0 ? admin : agent, { id, tagIds })));
  const left = (await world.row(id)).tags.map((tag) => tag.id).toSorted();
  expect(wanted.map((tagIds) => tagIds.toSorted())).toContainEqual(left);
});

test("reading sets the counter to zero, and tells it once; agents do not read what only waits", async () => {
  const { agent, db } = world;
  const id = await world.ticket({ userId: agent.actor.id });
  await db.models.ticket.update({ where: { id }, data: { unreadMessages: 4 } });
  expect(await readTicket(agent, { id })).toMatchObject({ unreadMessages: 0 });
  await readTicket(agent, { id });
  expect(await world.outbox(id)).toHaveLength(1);
  expect(await world.events(id)).toEqual([]);
  const waiting = await world.ticket();
  await expect(readTicket(agent, { id: waiting })).rejects.toMatchObject({ code: "forbidden" });
});

test("the timeline comes newest first, page by page", async () => {
  const { agent } = world;
  const id = await world.ticket();
  for (const priority of ["LOW", "HIGH", "URGENT"] as const) await updateTicket(agent, { id, priority });
  const first = await listTicketEvents(agent, { id, limit: 2 });
  expect(first.items.map((event) => event.details["to"])).toEqual(["URGENT", "HIGH"]);
  expect(first.items[0]?.user).toEqual({ id: agent.actor.id, name: "Ana" });
  const second = await listTicketEvents(agent, { id, limit: 2, cursor: first.nextCursor ?? undefined });
  expect(second.items.map((event) => event.details["to"])).toEqual(["LOW"]);
  expect(second.nextCursor).toBeNull();
});
