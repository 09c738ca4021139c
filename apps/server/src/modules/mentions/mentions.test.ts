import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import { newId } from "../../platform/ids.ts";
import { sendMessage } from "../messages/index.ts";
import { canSeeTicket } from "../tickets/index.ts";
import { listColleagues } from "./colleague.read-model.ts";
import { listMembers } from "./member.read-model.ts";

let world: TicketWorld;
beforeAll(async () => {
  world = await createTicketWorld();
});
afterAll(() => world.drop());

const everybody = () => [world.admin, world.supervisor, world.agent, world.colleague, world.outsider];
const noteWith = (ticketId: string, body: string, mentionedUserIds: string[], fields: object = {}) =>
  sendMessage(world.agent, { ticketId, body, isPrivate: true, mentionedUserIds, ...fields });

test("who may see the ticket comes first, as the policy says, and oneself is not among them", async () => {
  for (const status of ["PENDING", "OPEN", "CLOSED"] as const) {
    for (const queueId of [world.queue.id, world.otherQueue.id, null]) {
      for (const userId of [null, world.agent.actor.id, world.outsider.actor.id]) {
        const scope = { status, queueId, userId };
        const items = await listColleagues(world.db, scope, { limit: 50, exceptId: world.agent.actor.id });
        const others = everybody().filter(({ actor }) => actor.id !== world.agent.actor.id);
        expect(new Map(items.map(({ id, canSee }) => [id, canSee]))).toEqual(
          new Map(others.map(({ actor }) => [actor.id, canSeeTicket(actor, scope)])),
        );
        expect(items.map(({ canSee }) => canSee)).toEqual(
          items
            .map(({ canSee }) => canSee)
            .toSorted()
            .toReversed(),
        );
      }
    }
  }
});

test("they are found by part of the name, without accents", async () => {
  const scope = { status: "OPEN" as const, queueId: world.queue.id, userId: null };
  const found = await listColleagues(world.db, scope, { q: "silvi", limit: 5, exceptId: newId() });
  expect(found.map(({ name }) => name)).toEqual(["Sílvia"]);
});

test("a note keeps whom it names by id, and notifies the others of them", async () => {
  const ticketId = await world.ticket({ userId: world.agent.actor.id, status: "OPEN" });
  const { admin, supervisor, agent } = world;
  const ids = [admin.actor.id, supervisor.actor.id, agent.actor.id];
  const note = await noteWith(ticketId, "@Ada e @Ana, vejam", ids);
  expect(note.content.mentionedUsers?.map(({ name }) => name).toSorted()).toEqual(["Ada", "Ana"]);
  const noted = await world.db.query<{ userId: string; kind: string }>(
    `SELECT "userId", "kind" FROM "Notification" WHERE "messageId" = $1::uuid`,
    [note.id],
  );
  expect(noted).toEqual([{ userId: admin.actor.id, kind: "MENTION" }]);
});

test("only a note names colleagues, and only people who work here", async () => {
  const ticketId = await world.ticket({ userId: world.agent.actor.id, status: "OPEN" });
  const invalid = { code: "invalid_input", details: { fields: [{ path: "body.mentionedUserIds" }] } };
  await expect(noteWith(ticketId, "@Ada", [world.admin.actor.id], { isPrivate: false })).rejects.toMatchObject(invalid);
  await expect(noteWith(ticketId, "@Ninguém", [newId()])).rejects.toMatchObject(invalid);
});

test("of a group those who wrote there are offered", async () => {
  const ticketId = await world.ticket({ userId: world.agent.actor.id, status: "OPEN" });
  const [author, other] = [
    await world.factories.contact({ name: "Zé" }),
    await world.factories.contact({ name: "Lia" }),
  ];
  for (const who of [author, other]) {
    await world.db.query(
      `INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address") VALUES ('PHONE', $2::text, $1::uuid, $2::text)
       ON CONFLICT DO NOTHING`,
      [who.id, `55${newId().slice(-9)}`],
    );
  }
  await world.db.query(
    `INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "status", "body", "authorContactId")
     SELECT gen_random_uuid(), t."id", t."contactId", t."whatsappId", 'INBOUND', 'SENT', 'oi', $2::uuid FROM "Ticket" t
     WHERE t."id" = $1::uuid`,
    [ticketId, author.id],
  );
  expect((await listMembers(world.db, { id: ticketId }, { limit: 10 })).map(({ name }) => name)).toEqual(["Zé"]);
  expect(await listMembers(world.db, { id: ticketId }, { q: "lia", limit: 10 })).toEqual([]);
});
