import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../../test/ticket-world.ts";
import { newId } from "../../../platform/ids.ts";
import { getTicket } from "../../tickets/index.ts";
import { getContact } from "../get-contact.ts";
import { listContactDuplicates } from "./list-duplicates.ts";
import { mergeContacts } from "./merge-by-hand.ts";
import { listContactMerges } from "./show-merges.ts";
import { undoMerge } from "./undo-merge.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const contact = async (name?: string) => (await world.factories.contact(name === undefined ? {} : { name })).id;
const merge = (by: TicketWorld["admin"], id: string, contactId: string) => mergeContacts(by, { id, contactId });

test("the one whom a person keeps stays, though it is younger, and says who merged", async () => {
  const [older, younger] = [await contact("Older"), await contact("Younger")];
  const ticketId = await world.ticket({ contactId: older });
  const done = await merge(world.admin, younger, older);
  expect(done).toMatchObject({
    contactId: younger,
    merged: { id: older, name: "Older" },
    user: { name: "Ada" },
    mergedTickets: 0,
    canUndo: true,
  });
  expect(await getTicket(world.admin, { id: ticketId })).toMatchObject({ contactId: younger });
  expect((await getContact(world.admin, { id: younger })).identities).toHaveLength(2);
  await expect(getContact(world.admin, { id: older })).rejects.toMatchObject({ code: "not_found" });
});

test("who does not see both contacts merges nothing, and knows of nothing", async () => {
  const [seen, hidden] = [await contact(), await contact()];
  await world.ticket({ contactId: seen });
  await world.ticket({ contactId: hidden, queueId: world.otherQueue.id });
  for (const by of [world.agent, world.supervisor]) {
    await expect(merge(by, seen, hidden)).rejects.toMatchObject({ code: "not_found" });
    await expect(merge(by, hidden, seen)).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(merge(world.admin, seen, newId())).rejects.toMatchObject({ code: "not_found" });
  await expect(merge(world.agent, seen, seen)).rejects.toMatchObject({ code: "contacts_not_mergeable" });
});

test("nobody comes to see a conversation by a merge: an active ticket out of sight forbids it, and its undoing", async () => {
  const [mine, half] = [await contact(), await contact()];
  await world.ticket({ contactId: half, status: "CLOSED", userId: world.agent.actor.id });
  const secret = await world.ticket({
    contactId: half,
    status: "OPEN",
    userId: world.outsider.actor.id,
    queueId: world.otherQueue.id,
  });
  await world.factories.message({ ticketId: secret, contactId: half, whatsappId: world.connection.id, body: "secret" });
  const own = await world.ticket({ contactId: mine, status: "OPEN", userId: world.agent.actor.id });
  await expect(merge(world.agent, mine, half)).rejects.toMatchObject({ code: "forbidden" });
  await expect(merge(world.supervisor, mine, half)).rejects.toMatchObject({ code: "forbidden" });
  expect(await world.db.models.message.count({ where: { ticketId: own } })).toBe(0);
  const done = await merge(world.admin, half, mine);
  expect(done.mergedTickets).toBe(1);
  const { items } = await listContactMerges(world.agent, { id: half, limit: 10 });
  expect(items).toMatchObject([{ id: done.id, canUndo: false }]);
  await expect(undoMerge(world.agent, done)).rejects.toMatchObject({ code: "forbidden" });
});

test("an agent merges and parts what they see entirely", async () => {
  const [one, other] = [await contact(), await contact()];
  await world.ticket({ contactId: one, status: "OPEN", userId: world.agent.actor.id });
  const waiting = await world.ticket({ contactId: other });
  const done = await merge(world.agent, one, other);
  expect(done).toMatchObject({ mergedTickets: 1, canUndo: true, user: { name: "Ana" } });
  expect(await world.row(waiting)).toMatchObject({ status: "CLOSED", closeReason: "merged" });
  expect(await undoMerge(world.agent, done)).toMatchObject({ undoneBy: { name: "Ana" } });
  expect(await world.row(waiting)).toMatchObject({ status: "PENDING", closeReason: null, contactId: other });
});

test("merges are undone from the latest on, once each, also by two at once", async () => {
  const [kept, first, second, third] = [await contact(), await contact(), await contact(), await contact()];
  const one = await merge(world.admin, kept, first);
  const two = await merge(world.admin, kept, second);
  await expect(undoMerge(world.admin, one)).rejects.toMatchObject({ code: "merge_not_undoable" });
  const into = await merge(world.admin, third, kept);
  await expect(undoMerge(world.admin, two)).rejects.toMatchObject({ code: "not_found" });
  await undoMerge(world.admin, into);
  const outcomes = await Promise.allSettled([undoMerge(world.admin, two), undoMerge(world.admin, two)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await undoMerge(world.admin, one);
  for (const id of [kept, first, second, third])
    expect((await getContact(world.admin, { id })).identities).toHaveLength(1);
  await expect(undoMerge(world.admin, { id: newId() })).rejects.toMatchObject({ code: "not_found" });
});

test("the same pair merged by two at once, in both directions, is merged once", async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, other] = [await contact(), await contact()];
    const outcomes = await Promise.allSettled([merge(world.admin, one, other), merge(world.admin, other, one)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "not_found" });
    expect(await world.db.models.contact.count({ where: { id: { in: [one, other] } } })).toBe(1);
  }
});

test("what somebody changed since the merge stays theirs when it is undone", async () => {
  const [kept, gone] = [await contact("Kept"), await contact("Gone")];
  await world.db.models.contact.update({ where: { id: gone }, data: { notes: "of gone", isBlocked: true } });
  const done = await merge(world.admin, kept, gone);
  await world.db.models.contact.update({ where: { id: kept }, data: { name: "Renamed", isNamed: true } });
  await undoMerge(world.admin, done);
  expect(await world.db.models.contact.findUnique({ where: { id: kept } })).toMatchObject({
    name: "Renamed",
    notes: "",
    isBlocked: false,
  });
  expect(await world.db.models.contact.findUnique({ where: { id: gone } })).toMatchObject({
    name: "Gone",
    notes: "of gone",
    isBlocked: true,
  });
});

test("duplicates are found by phone, name and e-mail address, the likeliest first, and only those in sight", async () => {
  const make = async (name: string, phoneNumber: string, queueId = world.queue.id) => {
    const { id } = await world.factories.contact({ name, phoneNumber });
    await world.ticket({ contactId: id, queueId });
    return id;
  };
  const me = await make("João Batista", "+5541987651111");
  const both = await make("joao batista", "+4187651111");
  const named = await make("João Batista", "+5541987652222");
  const ending = await make("Maria", "+5571987651111");
  await make("João Batista", "+5541987653333", world.otherQueue.id);
  await make("João", "+5541987654444");
  const { items } = await listContactDuplicates(world.agent, { id: me, limit: 20 });
  expect(items.map(({ contact: { id }, reasons }) => [id, reasons.toSorted()])).toEqual([
    [both, ["name", "phone"]],
    [named, ["name"]],
    [ending, ["phone_ending"]],
  ]);
  await world.db.models.contact.updateMany({ where: { id: { in: [me, ending] } }, data: { email: "j@example.com" } });
  const again = await listContactDuplicates(world.agent, { id: me, limit: 20 });
  expect(again.items.find((item) => item.contact.id === ending)?.reasons.toSorted()).toEqual(["email", "phone_ending"]);
  await expect(listContactDuplicates(world.outsider, { id: me, limit: 20 })).rejects.toMatchObject({
    code: "not_found",
  });
});
