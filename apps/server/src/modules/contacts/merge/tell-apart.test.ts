import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../../test/ticket-world.ts";
import type { UserContext } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { listContactDuplicates } from "./list-duplicates.ts";
import { listPossibleDuplicates } from "./list-possible-duplicates.ts";
import { mergeContacts } from "./merge-by-hand.ts";
import { tellContactsApart } from "./tell-apart.ts";
import { undoMerge } from "./undo-merge.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const namesakes = async (name: string, count: number) =>
  Promise.all(Array.from({ length: count }, async () => (await world.factories.contact({ name })).id));
const apart = (id: string, contactIds: string[], areApart = true, by: UserContext = world.admin) =>
  tellContactsApart(by, { id, contactIds, areApart });
const suggestedFor = async (id: string) =>
  (await listContactDuplicates(world.admin, { id, limit: 20 })).items.map(({ contact }) => contact.id).toSorted();
const groupOf = async (ids: readonly string[]) => {
  const { items } = await listPossibleDuplicates(world.admin, { sign: "name", limit: 100 });
  return items.flatMap(({ contacts }) => contacts.map(({ id }) => id)).filter((id) => ids.includes(id));
};

test("who was told apart is suggested no more, from either side; taken back, they are again", async () => {
  const ids = await namesakes("Ana Gêmea", 2);
  const [one = "", other = ""] = ids;
  expect([await suggestedFor(one), (await groupOf(ids)).length]).toEqual([[other], 2]);
  await apart(one, [other]);
  await apart(other, [one]);
  expect([await suggestedFor(one), await suggestedFor(other), await groupOf(ids)]).toEqual([[], [], []]);
  await apart(other, [one], false);
  await apart(one, [other], false);
  expect([await suggestedFor(one), (await groupOf(ids)).length]).toEqual([[other], 2]);
  const told = await world.db.models.auditLog.count({ where: { entity: "contact", action: "contact.told-apart" } });
  expect(told).toBe(1);
});

test("of several who is none of the others goes, and the others stay", async () => {
  const ids = await namesakes("João Trigêmeo", 3);
  const [one = "", two = "", three = ""] = ids;
  await apart(one, [two]);
  expect((await groupOf(ids)).length).toBe(3);
  await apart(one, [two, three]);
  expect((await groupOf(ids)).toSorted()).toEqual([two, three].toSorted());
  expect(await suggestedFor(two)).toEqual([three]);
});

test("both at once make one pair; it goes with a contact that is merged, and merging stays possible", async () => {
  const [one = "", other = ""] = await namesakes("Rui Par", 2);
  await Promise.all([apart(one, [other]), apart(other, [one]), apart(one, [other])]);
  const pairs = async () =>
    (await world.db.models.toldApart.findMany({ where: { OR: [{ oneId: one }, { otherId: one }] } })).length;
  expect(await pairs()).toBe(1);
  await mergeContacts(world.admin, { id: one, contactId: other });
  expect(await pairs()).toBe(0);
});

test("who was merged is still none of the others, and so are both once it is undone", async () => {
  const [kept = "", gone = "", third = "", fourth = ""] = await namesakes("Téo Quádruplo", 4);
  await apart(gone, [third]);
  await apart(third, [kept]);
  await apart(gone, [fourth]);
  await apart(gone, [kept]);
  const merge = await mergeContacts(world.admin, { id: kept, contactId: gone });
  expect([await suggestedFor(kept), await suggestedFor(third), await suggestedFor(fourth)]).toEqual([
    [],
    [fourth],
    [third],
  ]);
  await undoMerge(world.admin, { id: merge.id });
  expect([await suggestedFor(gone), await suggestedFor(kept)]).toEqual([[], [fourth]]);
});

test("what was told apart and taken back while they were one stays taken back", async () => {
  const [kept = "", gone = "", third = ""] = await namesakes("Ivo Triplo", 3);
  await apart(gone, [third]);
  const merge = await mergeContacts(world.admin, { id: kept, contactId: gone });
  await apart(kept, [third], false);
  await undoMerge(world.admin, { id: merge.id });
  expect(await suggestedFor(third)).toEqual([gone, kept].toSorted());
});

test("who does not see both says nothing of them, and with oneself nobody is told apart", async () => {
  const [seen = "", hidden = ""] = await namesakes("Lia Oculta", 2);
  await world.ticket({ contactId: seen, status: "OPEN", userId: world.agent.actor.id });
  await expect(apart(seen, [hidden], true, world.agent)).rejects.toMatchObject({ code: "not_found" });
  await expect(apart(seen, [newId()])).rejects.toMatchObject({ code: "not_found" });
  await apart(seen, [seen]);
  expect(await suggestedFor(seen)).toEqual([hidden]);
});
