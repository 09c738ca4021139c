import type { IdentityKind } from "@whatskovi/contract";
import { tmpdir } from "node:os";
import { createFileStorage } from "../../../platform/storage/index.ts";
import { createDeliveryQueue } from "../../messages/index.ts";
import { contextOf } from "../../../../test/context.ts";
import { createFactories, type NewUser } from "../../../../test/factories.ts";
import { createReceivingWorld, text } from "../../messages/receive/receiving.fixture.ts";

export type Name = readonly [IdentityKind, string];

/** A receiving world with people, in which customers write under any of their names. */
export async function createMergingWorld() {
  const world = await createReceivingWorld();
  const factories = createFactories(world.db);
  const queueId = await world.queue();
  const numbers = [await world.connection({ queueId }), await world.connection({ queueId })] as const;
  const member = async (fields: NewUser = {}) => contextOf(world.db, await factories.user(fields), fields.queueIds);
  return {
    ...world,
    factories,
    queueId,
    numbers,
    member,
    deliveryQueue: () => createDeliveryQueue({ ...world.deps, storage: createFileStorage(tmpdir()) }),
    admin: await member({ role: "ADMIN", name: "Ada" }),
    /** Somebody writes on a number, named so by WhatsApp. */
    write: (connectionId: string, body: string, names: readonly Name[], name: string | null = null) =>
      world.receive(
        connectionId,
        text("", body, { chat: { identities: names.map(([kind, value]) => ({ kind, value })), name } }),
      ),
    async contactOf([kind, value]: Name): Promise<string | undefined> {
      const [row] = await world.db.query<{ contactId: string }>(
        `SELECT "contactId" FROM "ContactIdentity" WHERE "kind" = $1::"IdentityKind" AND "value" = $2::text`,
        [kind, value],
      );
      return row?.contactId;
    },
    ticketsOf: (contactId: string) =>
      world.db.query<{
        id: string;
        status: string;
        userId: string | null;
        closeReason: string | null;
        whatsappId: string;
      }>(`SELECT * FROM "Ticket" WHERE "contactId" = $1::uuid ORDER BY "number"`, [contactId]),
    async bodiesOf(ticketId: string): Promise<string[]> {
      const rows = await world.db.query<{ body: string }>(
        `SELECT "body" FROM "Message" WHERE "ticketId" = $1::uuid ORDER BY "sentAt", "id"`,
        [ticketId],
      );
      return rows.map(({ body }) => body);
    },
    /** Everything that speaks of contacts, for comparing before and after. Only what ticks by itself is left out. */
    async everything() {
      const of = (table: string, columns: string, order: string) =>
        world.db.query<{ row: unknown }>(
          `SELECT to_jsonb(t) - '{updatedAt,lockedAt}'::text[] AS "row" FROM (SELECT ${columns} FROM "${table}") t ORDER BY ${order}`,
        );
      return {
        contacts: await of("Contact", "*", `"id"`),
        identities: await of("ContactIdentity", "*", `"kind", "value"`),
        contactTags: await of("ContactTag", "*", `"contactId", "tagId"`),
        tickets: await of("Ticket", "*", `"id"`),
        ticketTags: await of("TicketTag", "*", `"ticketId", "tagId"`),
        messages: await of("Message", "*", `"id"`),
        reactions: await of("MessageReaction", "*", `"messageId", "reactorId"`),
        toldApart: await of("ToldApart", "*", `"oneId", "otherId"`),
        openings: await of("ConversationOpening", "*", `"whatsappId", "contactId"`),
      };
    },
  };
}

export type MergingWorld = Awaited<ReturnType<typeof createMergingWorld>>;

let counter = 10_000;
/** A person's LID and phone (with Brazil's ninth digit and without) that nobody else has. */
export function newPerson() {
  counter += 1;
  const end = `876${counter}`;
  return {
    lid: ["LID", `8800${counter}`] as Name,
    phone: ["PHONE", `55319${end}`] as Name,
    oldPhone: ["PHONE", `5531${end}`] as Name,
  };
}
