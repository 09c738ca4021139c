import { afterAll, beforeAll, expect, test } from "vitest";
import { readOutbox } from "../../../../test/context.ts";
import { createTicketWorld, type TicketWorld } from "../../../../test/ticket-world.ts";
import { newId } from "../../../platform/ids.ts";
import { changeContacts } from "./change-contacts.ts";

let world: TicketWorld;
let tagId: string;
beforeAll(async () => {
  world = await createTicketWorld();
  tagId = newId();
  await world.db.models.tag.create({ data: { id: tagId, name: "lote", color: "#123456" } });
});
afterAll(() => world.drop());

const hasTag = async (contactId: string) =>
  (await world.db.models.contactTag.count({ where: { contactId, tagId } })) === 1;

test("tags and blocks those that one may see, and nobody else", async () => {
  const seen = await world.factories.contact();
  const unseen = await world.factories.contact();
  const ticketId = await world.ticket({ contactId: seen.id });
  await world.ticket({ contactId: unseen.id, queueId: world.otherQueue.id });
  const before = (await readOutbox(world.db)).length;
  const ids = [seen.id, unseen.id, newId()];
  const change = { addTagIds: [tagId], isBlocked: true };
  expect(await changeContacts(world.agent, { ids, change })).toEqual({ changed: 1, after: null });
  expect([await hasTag(seen.id), await hasTag(unseen.id)]).toEqual([true, false]);
  expect((await readOutbox(world.db)).slice(before)).toEqual([
    { type: "contact", contactId: seen.id },
    { type: "ticket", ticketId },
    { type: "catalogue", catalogue: "contacts" },
  ]);
  const audits = await world.db.models.auditLog.findMany({ where: { entityId: seen.id } });
  expect(audits.map(({ action, userId }) => ({ action, userId }))).toEqual([
    { action: "contact.updated", userId: world.agent.actor.id },
  ]);
  await changeContacts(world.agent, { ids, change: { removeTagIds: [tagId] } });
  expect(await hasTag(seen.id)).toBe(false);
});

test("a large filter is worked off bit by bit, also when the change takes contacts out of it", async () => {
  await world.db.query(
    `INSERT INTO "Contact" ("id", "name") SELECT ('0e000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Lote ' || n
     FROM generate_series(1, 1200) AS n`,
  );
  const filter = { q: "Lote ", isBlocked: false };
  let changed = 0;
  for (let after: string | undefined; ;) {
    const answer = await changeContacts(world.admin, { filter, after, change: { isBlocked: true } });
    changed += answer.changed;
    if (answer.after === null) break;
    after = answer.after;
  }
  expect(changed).toBe(1200);
  expect(await world.db.models.contact.count({ where: { name: { startsWith: "Lote " }, isBlocked: false } })).toBe(0);
});

test("a tag that does not exist is refused, and two who change the same many at once do not stop each other", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await world.factories.contact()).id));
  await expect(changeContacts(world.admin, { ids, change: { addTagIds: [newId()] } })).rejects.toMatchObject({
    code: "invalid_input",
  });
  const both = [ids, ids.toReversed()].map((list) =>
    changeContacts(world.admin, { ids: list, change: { addTagIds: [tagId], isBlocked: true } }),
  );
  expect(await Promise.all(both)).toEqual([
    { changed: 20, after: null },
    { changed: 20, after: null },
  ]);
});
