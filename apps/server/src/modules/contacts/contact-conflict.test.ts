import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { getContact } from "./get-contact.ts";
import { mergeContacts } from "./merge/merge-by-hand.ts";
import { undoMerge } from "./merge/undo-merge.ts";
import { updateContact } from "./update-contact.ts";

let world: TicketWorld;
let fieldId: string;
beforeAll(async () => {
  world = await createTicketWorld();
  fieldId = newId();
  await world.db.models.customField.create({ data: { id: fieldId, name: "CPF", kind: "TEXT", position: 1 } });
});
afterAll(() => world.drop());

test("what somebody else has changed meanwhile is told, and nothing is written", async () => {
  const { id } = await world.factories.contact({ name: "Rosa" });
  await updateContact(world.admin, { id, name: "Rosa Maria" });
  await expect(
    updateContact(world.admin, { id, name: "Rosa M.", notes: "nova", expected: { name: "Rosa" } }),
  ).rejects.toMatchObject({ code: "contact_changed", details: { fields: [{ path: "body.name" }] } });
  expect(await getContact(world.admin, { id })).toMatchObject({ name: "Rosa Maria", notes: "" });
  expect(await updateContact(world.admin, { id, email: "rosa@example.com", expected: { email: null } })).toMatchObject({
    email: "rosa@example.com",
  });
});

test("of many who change the same from the same at once one does, a field of the company's as well", async () => {
  const { id } = await world.factories.contact({ name: "Nina" });
  const names = ["A", "B", "C", "D"].map((name) =>
    updateContact(world.admin, { id, name, expected: { name: "Nina" } }),
  );
  const values = ["1", "2", "3"].map((value) =>
    updateContact(world.admin, {
      id,
      customFields: [{ fieldId, value }],
      expected: { customFields: [{ fieldId, value: null }] },
    }),
  );
  for (const outcomes of await Promise.all([Promise.allSettled(names), Promise.allSettled(values)])) {
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "contact_changed" });
  }
});

test("tags that two people give at once are both there", async () => {
  const { id } = await world.factories.contact();
  const tags = await Promise.all(
    ["um", "dois"].map((name) =>
      world.db.models.tag.create({ data: { id: newId(), name: `${name} ${newId()}`, color: "#123456" } }),
    ),
  );
  await Promise.all(tags.map((tag) => updateContact(world.admin, { id, addTagIds: [tag.id] })));
  expect((await getContact(world.admin, { id })).tags).toHaveLength(2);
  await updateContact(world.admin, { id, removeTagIds: [tags[0]?.id ?? ""] });
  expect((await getContact(world.admin, { id })).tags.map((tag) => tag.id)).toEqual([tags[1]?.id]);
});

test("a merge keeps what either has in the fields, and parting gives it back", async () => {
  const other = newId();
  await world.db.models.customField.create({ data: { id: other, name: "Cidade", kind: "TEXT", position: 2 } });
  const [kept, gone] = [await world.factories.contact(), await world.factories.contact()];
  await updateContact(world.admin, { id: kept.id, customFields: [{ fieldId, value: "111" }] });
  await updateContact(world.admin, {
    id: gone.id,
    customFields: [
      { fieldId, value: "222" },
      { fieldId: other, value: "Santos" },
    ],
  });
  const merge = await mergeContacts(world.admin, { id: kept.id, contactId: gone.id });
  expect((await getContact(world.admin, { id: kept.id })).customFields).toEqual([
    { fieldId, value: "111" },
    { fieldId: other, value: "Santos" },
  ]);
  await undoMerge(world.admin, { id: merge.id });
  expect((await getContact(world.admin, { id: kept.id })).customFields).toEqual([{ fieldId, value: "111" }]);
  expect((await getContact(world.admin, { id: gone.id })).customFields).toEqual([
    { fieldId, value: "222" },
    { fieldId: other, value: "Santos" },
  ]);
});
