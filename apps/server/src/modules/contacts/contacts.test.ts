import { afterAll, beforeAll, expect, test } from "vitest";
import { readOutbox } from "../../../test/context.ts";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { listContactRows } from "./contact-list.read-model.ts";
import { createContact } from "./create-contact.ts";
import { getContact } from "./get-contact.ts";
import { updateContact } from "./update-contact.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const input = (phoneNumber: string) => ({ name: "Íris", phoneNumber, email: null, notes: "" });
const entriesAfter = async (count: number) => (await readOutbox(world.db)).slice(count);

test("a supervisor adds a contact, sees it, and the screens are told", async () => {
  const before = (await readOutbox(world.db)).length;
  const contact = await createContact(world.supervisor, {
    ...input("+5511987654321"),
    email: "iris@example.com",
    notes: "VIP",
  });
  expect(contact).toMatchObject({
    name: "Íris",
    phoneNumber: "+5511987654321",
    email: "iris@example.com",
    notes: "VIP",
    isBlocked: false,
    identities: [{ kind: "PHONE", value: "+5511987654321" }],
    username: null,
    isPhoneUnknown: false,
    tags: [],
  });
  expect(await getContact(world.supervisor, contact)).toEqual(contact);
  expect(await entriesAfter(before)).toEqual([{ type: "contact", contactId: contact.id }]);
  await expect(getContact(world.agent, contact)).rejects.toMatchObject({ code: "not_found" });
});

test("the same phone in another form is somebody's already, also of many at once", async () => {
  await createContact(world.admin, input("+5521971112222"));
  await expect(createContact(world.admin, input("+552171112222"))).rejects.toMatchObject({ code: "already_exists" });
  const forms = ["+5531988887777", "+553188887777", "+5531988887777", "+553188887777"];
  const outcomes = await Promise.allSettled(forms.map((form) => createContact(world.admin, input(form))));
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "already_exists" });
  expect(await world.db.models.contact.count({ where: { phoneNumber: { in: forms } } })).toBe(1);
});

test("agents add no contacts", async () => {
  await expect(createContact(world.agent, input("+5511900000001"))).rejects.toMatchObject({ code: "forbidden" });
});

test("a change names the contact for good and shows on its active tickets", async () => {
  const { id: contactId } = await world.factories.contact({ name: "zé do zap" });
  const ticketId = await world.ticket({ contactId });
  await world.ticket({ contactId, status: "CLOSED" });
  const tagId = newId();
  await world.db.models.tag.create({ data: { id: tagId, name: "atacado", color: "#123456" } });
  const before = (await readOutbox(world.db)).length;
  const contact = await updateContact(world.agent, {
    id: contactId,
    name: "José",
    isBlocked: true,
    email: "ze@example.com",
    tagIds: [tagId],
  });
  expect(contact).toMatchObject({
    name: "José",
    isBlocked: true,
    email: "ze@example.com",
    tags: [{ id: tagId, name: "atacado" }],
  });
  expect(await world.db.models.contact.findUnique({ where: { id: contactId } })).toMatchObject({ isNamed: true });
  expect(await entriesAfter(before)).toEqual([
    { type: "contact", contactId },
    { type: "ticket", ticketId },
  ]);
  const cleared = await updateContact(world.agent, { id: contactId, email: null, isBlocked: false, tagIds: [] });
  expect(cleared).toMatchObject({ name: "José", email: null, isBlocked: false, tags: [] });
});

test("who sees none of the tickets may not change the contact, and unknown tags are refused", async () => {
  const { id } = await world.factories.contact();
  await world.ticket({ contactId: id });
  await expect(updateContact(world.outsider, { id, name: "X" })).rejects.toMatchObject({ code: "not_found" });
  await expect(updateContact(world.agent, { id: newId(), name: "X" })).rejects.toMatchObject({ code: "not_found" });
  await expect(updateContact(world.agent, { id, name: "X", tagIds: [newId()] })).rejects.toMatchObject({
    code: "invalid_input",
  });
  expect((await getContact(world.agent, { id })).name).not.toBe("X");
});

test("the list is by name without accents and case, page by page, and searched like tickets", async () => {
  const tagId = newId();
  await world.db.models.tag.create({ data: { id: tagId, name: "lista", color: "#123456" } });
  const long = "ß".repeat(200);
  for (const name of ["Émile", "ana", "Álvaro", "Zoé", "bia", "Ana", long]) {
    const { id } = await world.factories.contact({ name });
    await updateContact(world.admin, { id, tagIds: [tagId] });
  }
  for (const limit of [1, 2, 10]) {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listContactRows(world.db, world.admin.actor, { tagId, limit, cursor });
      names.push(...page.items.map((row) => row.name));
      cursor = page.nextCursor ?? undefined;
      expect((cursor ?? "").length).toBeLessThanOrEqual(500);
    } while (cursor !== undefined);
    expect(names).toEqual(["Álvaro", "ana", "Ana", "bia", "Émile", long, "Zoé"]);
  }
  const found = await listContactRows(world.db, world.admin.actor, { q: "EMILE", limit: 10 });
  expect(found.items.map((row) => row.name)).toEqual(["Émile"]);
  const blocked = await listContactRows(world.db, world.admin.actor, { tagId, isBlocked: true, limit: 10 });
  expect(blocked.items).toEqual([]);
});
