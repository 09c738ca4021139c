import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import type { ContactPageQuery } from "./contact-list.read-model.ts";
import { countContactRows, listContactRows } from "./contact-list.read-model.ts";
import { listRecentContactRows } from "./recent-contacts.read-model.ts";
import { updateContact } from "./update-contact.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const namesBy = async (query: Partial<ContactPageQuery>, viewer: UserContext = world.admin) =>
  (await listContactRows(world.db, viewer.actor, { limit: 100, ...query })).items.map(({ name }) => name);

async function newField(kind: "TEXT" | "NUMBER" | "DATE") {
  const id = newId();
  await world.db.models.customField.create({ data: { id, name: `Campo ${id}`, kind, position: 1 } });
  return id;
}

test("a fragment of the e-mail address finds, accents and case aside", async () => {
  const { id } = await world.factories.contact({ name: "Ágata" });
  await updateContact(world.admin, { id, email: "agata.souza@padaria.com.br" });
  expect(await namesBy({ q: "SOUZA@padaria" })).toEqual(["Ágata"]);
  expect(await namesBy({ q: "ágata" })).toEqual(["Ágata"]);
  expect(await namesBy({ q: "souza_padaria" })).toEqual([]);
});

test("who has no name is who is called by digits", async () => {
  await world.factories.contact({ name: "+5511912345678" });
  await world.factories.contact({ name: "(11) 91234-5679" });
  await world.factories.contact({ name: "Bar 24 horas" });
  const nameless = await namesBy({ hasName: false });
  expect(nameless).toEqual(["(11) 91234-5679", "+5511912345678"]);
  expect(await namesBy({ hasName: true })).toContain("Bar 24 horas");
});

test("a field finds what it holds: texts by a fragment, other kinds exactly, and anything at all", async () => {
  const [text, number] = [await newField("TEXT"), await newField("NUMBER")];
  const people = await Promise.all(["Campo A", "Campo B", "Campo C"].map((name) => world.factories.contact({ name })));
  const [a = "", b = "", c = ""] = people.map(({ id }) => id);
  await updateContact(world.admin, { id: a, customFields: [{ fieldId: text, value: "Padaria do João" }] });
  await updateContact(world.admin, { id: b, customFields: [{ fieldId: number, value: "10" }] });
  await updateContact(world.admin, { id: c, customFields: [{ fieldId: number, value: "100" }] });
  expect(await namesBy({ fieldId: text, fieldValue: "joao" })).toEqual(["Campo A"]);
  expect(await namesBy({ fieldId: text, fieldValue: "%" })).toEqual([]);
  expect(await namesBy({ fieldId: number, fieldValue: "10" })).toEqual(["Campo B"]);
  expect(await namesBy({ fieldId: number })).toEqual(["Campo B", "Campo C"]);
  expect(await countContactRows(world.db, world.admin.actor, { fieldId: number })).toBe(2);
});

test("numbers and days are found from one to another, both included; by number, and never across kinds", async () => {
  const [number, day, text] = [await newField("NUMBER"), await newField("DATE"), await newField("TEXT")];
  const has = async (name: string, fieldId: string, value: string) => {
    const { id } = await world.factories.contact({ name });
    await updateContact(world.admin, { id, customFields: [{ fieldId, value }] });
  };
  for (const value of ["-3", "2", "9.5", "10", "100"]) await has(`n ${value}`, number, value);
  for (const value of ["2025-12-31", "2026-01-31", "2026-02-01"]) await has(`d ${value}`, day, value);
  for (const value of ["9", "2026-01-31"]) await has(`t ${value}`, text, value);
  const within = (fieldId: string, fieldFrom?: string, fieldTo?: string) => namesBy({ fieldId, fieldFrom, fieldTo });
  expect(await within(number, "2", "10")).toEqual(["n 10", "n 2", "n 9.5"]);
  expect(await within(number, "9.50", "9.5")).toEqual(["n 9.5"]);
  expect(await within(number, undefined, "-1")).toEqual(["n -3"]);
  expect(await within(number, "99")).toEqual(["n 100"]);
  expect(await within(day, "2026-01-31", "2026-01-31")).toEqual(["d 2026-01-31"]);
  expect(await within(day, "2026-01-01")).toEqual(["d 2026-01-31", "d 2026-02-01"]);
  for (const field of [text, number]) expect(await within(field, "2026-01-01")).toEqual([]);
  for (const field of [text, day]) expect(await within(field, "1")).toEqual([]);
  expect(await within(number, "1", "2026-01-01")).toEqual([]);
});

/** Contacts of this test alone, told apart by their tag. */
async function tagged(names: readonly string[]) {
  const tagId = newId();
  await world.db.models.tag.create({ data: { id: tagId, name: `tag ${tagId}`, color: "#123456" } });
  const ids = new Map<string, string>();
  for (const name of names) {
    const { id } = await world.factories.contact({ name });
    await updateContact(world.admin, { id, tagIds: [tagId] });
    ids.set(name, id);
  }
  return { tagId, idOf: (name: string) => ids.get(name) ?? "" };
}

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
async function ticketAt(contactId: string, day: number, fields: { queueId?: string; status?: "CLOSED" } = {}) {
  const { id: whatsappId } = await world.factories.connection();
  const { id } = await world.factories.ticket({ contactId, whatsappId, queueId: world.queue.id, ...fields });
  await world.db.models.ticket.update({ where: { id }, data: { lastMessageAt: at(day) } });
}

test("by last contact each stands once, at its latest conversation that the viewer may see; who has none last", async () => {
  const { tagId, idOf } = await tagged(["um", "dois", "três", "quatro", "cinco"]);
  await ticketAt(idOf("um"), 5, { status: "CLOSED" });
  await ticketAt(idOf("um"), 1);
  await ticketAt(idOf("dois"), 3);
  await ticketAt(idOf("três"), 2);
  await ticketAt(idOf("três"), 9, { queueId: world.otherQueue.id });
  const pages = async (viewer: UserContext, limit: number) => {
    const names: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listRecentContactRows(world.db, viewer.actor, { tagId, limit, cursor });
      names.push(...page.items.map((row) => `${row.name} ${row.lastContactAt?.getUTCDate() ?? "-"}`));
      cursor = page.nextCursor ?? undefined;
      if (cursor === undefined) return names;
    }
  };
  for (const limit of [1, 2, 3, 50]) {
    expect(await pages(world.admin, limit)).toEqual(["três 9", "um 5", "dois 3", "cinco -", "quatro -"]);
    expect(await pages(world.supervisor, limit)).toEqual(["um 5", "dois 3", "três 2", "cinco -", "quatro -"]);
    expect(await pages(world.agent, limit)).toEqual(["dois 3", "três 2", "um 1"]);
    expect(await pages(world.outsider, limit)).toEqual(["três 9"]);
  }
  const between = { tagId, lastContactFrom: at(2).toISOString(), lastContactTo: at(4).toISOString() };
  expect(await namesBy(between)).toEqual(["dois"]);
  expect(await namesBy(between, world.supervisor)).toEqual(["dois", "três"]);
});

test("a cursor of one order is none of the other", async () => {
  const { nextCursor } = await listContactRows(world.db, world.admin.actor, { limit: 1 });
  await expect(
    listRecentContactRows(world.db, world.admin.actor, { limit: 1, cursor: nextCursor ?? "" }),
  ).rejects.toMatchObject({ code: "invalid_input" });
});
