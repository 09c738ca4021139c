import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptTicket, closeTicket } from "../../tickets/index.ts";
import { createMergingWorld, type MergingWorld, newPerson } from "./merging.fixture.ts";
import { listContactMerges } from "./show-merges.ts";
import { undoMerge } from "./undo-merge.ts";

let world: MergingWorld;
let connection: string;
let other: string;
beforeAll(async () => {
  world = await createMergingWorld();
  [connection, other] = world.numbers;
});
afterAll(() => world.drop());

const at = async (ticketId: string) => (await world.db.models.ticket.findUnique({ where: { id: ticketId } }))!;
const onlyMerge = async (contactId: string) => {
  const { items } = await listContactMerges(world.admin, { id: contactId, limit: 10 });
  expect(items).toHaveLength(1);
  return items[0]!;
};

describe("one person under all their names", () => {
  test("by LID, then by both, then by phone with and without the ninth digit: one contact, one active ticket", async () => {
    const { lid, phone, oldPhone } = newPerson();
    await world.write(connection, "1", [lid]);
    await world.write(connection, "2", [lid, phone]);
    await world.write(connection, "3", [phone]);
    await world.write(connection, "4", [oldPhone]);
    await world.write(connection, "5", [oldPhone, lid]);
    const contactId = (await world.contactOf(lid))!;
    expect(await world.contactOf(oldPhone)).toBe(contactId);
    const tickets = await world.ticketsOf(contactId);
    expect(tickets).toHaveLength(1);
    expect(await world.bodiesOf(tickets[0]!.id)).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("all of it in one batch, the two names first apart", async () => {
    const { lid, phone, oldPhone } = newPerson();
    const named = [[lid], [oldPhone], [lid, phone], [phone]] as const;
    await Promise.all(named.map((names, index) => world.write(connection, `${index}`, names)));
    const contactId = (await world.contactOf(lid))!;
    expect(await world.contactOf(oldPhone)).toBe(contactId);
    const active = (await world.ticketsOf(contactId)).filter(({ status }) => status !== "CLOSED");
    expect(active).toHaveLength(1);
    expect(await world.bodiesOf(active[0]!.id)).toEqual(["0", "1", "2", "3"]);
  });

  test("news of a contact alone merges too, and a group is never made one with a person", async () => {
    const { lid, phone } = newPerson();
    await world.write(connection, "a", [lid]);
    await world.write(connection, "b", [phone]);
    const identities = [lid, phone].map(([kind, value]) => ({ kind, value }));
    await world.receive(connection, { kind: "contact", party: { identities, name: null }, timestamp: Date.now() });
    expect(await world.contactOf(lid)).toBe(await world.contactOf(["PHONE", phone[1].replace("55319", "5531")]));
    const group = ["GROUP", `1203630${lid[1]}`] as const;
    await world.write(connection, "c", [group]);
    await world.write(connection, "d", [group, lid]);
    expect(await world.contactOf(group)).not.toBe(await world.contactOf(lid));
  });
});

test("a LID with a waiting ticket and a phone being served become one; undone, all is as it was", async () => {
  const { lid, phone, oldPhone } = newPerson();
  const agent = await world.member({ queueIds: [world.queueId] });
  await world.write(connection, "by lid", [lid]);
  await world.write(other, "elsewhere", [lid]);
  await world.write(connection, "by phone", [phone], "Ana");
  const [lidContact, phoneContact] = [(await world.contactOf(lid))!, (await world.contactOf(oldPhone))!];
  const [waiting] = await world.ticketsOf(lidContact);
  const [served] = await world.ticketsOf(phoneContact);
  await acceptTicket(agent, served!);
  await world.db.models.contact.update({ where: { id: phoneContact }, data: { notes: "VIP", isBlocked: false } });
  const tag = await world.db.models.tag.create({
    data: { id: crypto.randomUUID(), name: crypto.randomUUID(), color: "#000000" },
  });
  await world.db.models.ticketTag.create({ data: { ticketId: waiting!.id, tagId: tag.id } });
  await world.db.models.contactTag.create({ data: { contactId: phoneContact, tagId: tag.id } });
  const before = await world.everything();
  const told = (await world.outbox()).length;

  const identities = [lid, phone].map(([kind, value]) => ({ kind, value }));
  await world.receive(connection, { kind: "contact", party: { identities, name: null }, timestamp: Date.now() });

  expect(await world.contactOf(oldPhone)).toBe(lidContact);
  expect(await world.db.models.contact.findUnique({ where: { id: phoneContact } })).toBeNull();
  expect(await world.db.models.contact.findUnique({ where: { id: lidContact } })).toMatchObject({
    name: "Ana",
    notes: "VIP",
    phoneNumber: `+${phone[1]}`,
  });
  expect(await at(served!.id)).toMatchObject({
    status: "OPEN",
    userId: agent.actor.id,
    contactId: lidContact,
    unreadMessages: 2,
    lastMessage: { body: "by phone" },
  });
  expect(await at(waiting!.id)).toMatchObject({ status: "CLOSED", closeReason: "merged", unreadMessages: 0 });
  expect((await at(served!.id)).waitingSince).toEqual(
    new Date(
      before.tickets.map(({ row }) => row as { id: string; waitingSince: string }).find(({ id }) => id === waiting!.id)!
        .waitingSince,
    ),
  );
  expect(await world.bodiesOf(served!.id)).toEqual(["by lid", "by phone"]);
  expect(await world.bodiesOf(waiting!.id)).toEqual([]);
  const events = await world.db.query<{ ticketId: string; details: { role: string } }>(
    `SELECT "ticketId", "details" FROM "TicketEvent" WHERE "type" = 'MERGED' AND "ticketId" = ANY($1::uuid[]) ORDER BY "id"`,
    [[served!.id, waiting!.id]],
  );
  expect(events.map(({ ticketId, details }) => [ticketId, details.role])).toEqual([
    [served!.id, "kept"],
    [waiting!.id, "closed"],
  ]);
  const entries = (await world.outbox()).slice(told);
  expect(entries).toContainEqual({ type: "contact-merged", contactId: phoneContact, intoId: lidContact });
  for (const { id } of [served!, waiting!]) expect(entries).toContainEqual({ type: "conversation", ticketId: id });
  expect(entries).toContainEqual(
    expect.objectContaining({
      type: "ticket",
      ticketId: waiting!.id,
      before: { status: "PENDING", queueId: world.queueId, userId: null },
    }),
  );

  const merge = await onlyMerge(lidContact);
  expect(merge).toMatchObject({
    merged: { id: phoneContact, name: "Ana" },
    user: null,
    mergedTickets: 1,
    canUndo: true,
  });
  expect(await undoMerge(world.admin, merge)).toMatchObject({ undoneBy: { name: "Ada" }, canUndo: false });
  expect(await world.everything()).toEqual(before);
  const audits = await world.db.query<{ action: string }>(
    `SELECT "action" FROM "AuditLog" WHERE "entityId" = $1::text ORDER BY "id"`,
    [lidContact],
  );
  expect(audits.map(({ action }) => action)).toEqual(["contact.merged", "contact.parted"]);
  await expect(undoMerge(world.admin, merge)).rejects.toMatchObject({ code: "merge_not_undoable" });
});

test("what a person has parted, WhatsApp does not merge again; messages go by the steadiest name", async () => {
  const { lid, phone, oldPhone } = newPerson();
  await world.write(connection, "by lid", [lid]);
  await world.write(connection, "by phone", [phone]);
  await world.write(connection, "both", [lid, phone]);
  const contactId = (await world.contactOf(lid))!;
  await undoMerge(world.admin, await onlyMerge(contactId));
  await world.write(connection, "both again", [lid, phone]);
  const phoneContact = (await world.contactOf(oldPhone))!;
  expect(phoneContact).not.toBe(contactId);
  expect(await world.bodiesOf((await world.ticketsOf(phoneContact))[0]!.id)).toEqual([
    "by phone",
    "both",
    "both again",
  ]);
  expect(await world.bodiesOf((await world.ticketsOf(contactId))[0]!.id)).toEqual(["by lid"]);
});

test("undone later, what came since goes to whose name it came by, and what was read or answered stays so", async () => {
  const { lid, phone, oldPhone } = newPerson();
  await world.write(connection, "lid 1", [lid]);
  await world.write(connection, "phone 1", [phone]);
  await world.write(connection, "link", [lid, phone]);
  await world.write(connection, "lid 2", [lid]);
  await world.write(connection, "phone 2", [oldPhone]);
  await world.write(other, "lid elsewhere", [lid]);
  await world.write(world.numbers[1], "phone elsewhere", [phone]);
  const contactId = (await world.contactOf(lid))!;
  const kept = (await world.ticketsOf(contactId)).find(
    ({ status, whatsappId }) => status !== "CLOSED" && whatsappId === connection,
  )!;
  expect((await at(kept.id)).unreadMessages).toBe(5);
  await undoMerge(world.admin, await onlyMerge(contactId));
  const phoneContact = (await world.contactOf(oldPhone))!;
  const [byLid, elsewhere] = await world.ticketsOf(contactId);
  const [byPhone] = await world.ticketsOf(phoneContact);
  expect(await world.bodiesOf(byLid!.id)).toEqual(["lid 1", "lid 2"]);
  expect(await world.bodiesOf(byPhone!.id)).toEqual(["phone 1", "link", "phone 2"]);
  expect(await at(byLid!.id)).toMatchObject({ unreadMessages: 2, lastMessage: { body: "lid 2" }, status: "PENDING" });
  expect(await at(byPhone!.id)).toMatchObject({
    unreadMessages: 3,
    lastMessage: { body: "phone 2" },
    status: "PENDING",
  });
  // The ticket that was opened since is the one's who opened it.
  expect(await world.bodiesOf(elsewhere!.id)).toEqual(["lid elsewhere", "phone elsewhere"]);
  const strays = await world.db.query(
    `SELECT 1 FROM "Message" m JOIN "Ticket" t ON t."id" = m."ticketId" WHERE m."contactId" <> t."contactId"`,
  );
  expect(strays).toEqual([]);
});

test("closed meanwhile, the merged ticket stays closed when the merge is undone", async () => {
  const { lid, phone, oldPhone } = newPerson();
  await world.write(connection, "lid", [lid]);
  await world.write(connection, "phone", [phone]);
  await world.write(connection, "link", [lid, phone]);
  const contactId = (await world.contactOf(lid))!;
  const kept = (await world.ticketsOf(contactId)).find(({ status }) => status !== "CLOSED")!;
  await closeTicket(world.admin, { id: kept.id, reason: "done" });
  await undoMerge(world.admin, await onlyMerge(contactId));
  const phoneContact = (await world.contactOf(oldPhone))!;
  for (const id of [contactId, phoneContact])
    expect((await world.ticketsOf(id)).map(({ status }) => status)).toEqual(["CLOSED"]);
});

test("what either knew is kept: blocked stays blocked, a chosen name wins, notes are joined", async () => {
  const { lid, phone, oldPhone } = newPerson();
  await world.write(connection, "lid", [lid], "Perfil");
  await world.write(connection, "phone", [phone], "Outro");
  const [first, second] = [(await world.contactOf(lid))!, (await world.contactOf(oldPhone))!];
  await world.db.models.contact.update({ where: { id: first }, data: { notes: "One" } });
  await world.db.models.contact.update({
    where: { id: second },
    data: { notes: "Two", name: "Chosen", isNamed: true, isBlocked: true, email: "a@example.com" },
  });
  await world.write(connection, "link", [lid, phone], "Profile");
  expect(await world.db.models.contact.findUnique({ where: { id: first } })).toMatchObject({
    name: "Chosen",
    isNamed: true,
    isBlocked: true,
    email: "a@example.com",
    notes: "One\n\nTwo",
  });
});
