import type { DriverKind, IdentityKind } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import type { TicketViewer } from "../tickets/index.ts";

/** A number on which a conversation is begun. */
export type ConversationConnection = {
  readonly id: string;
  readonly driver: DriverKind;
  readonly queueId: string | null;
};

/** A number that was not removed. */
export async function findConnection(sql: Sql, id: string): Promise<ConversationConnection | undefined> {
  const [row] = await sql.query<ConversationConnection>(
    `SELECT "id", "driver", "queueId" FROM "WhatsAppConnection" WHERE "id" = $1::uuid AND "deletedAt" IS NULL`,
    [id],
  );
  return row;
}

type Key = { readonly kind: IdentityKind; readonly value: string };

/** The contacts to whom identities belong, in the order of the identities. `value` is the key by which one is matched. */
export async function findContactsOf(sql: Sql, keys: readonly Key[]): Promise<string[]> {
  const rows = await sql.query<{ contactId: string }>(
    `SELECT i."contactId" FROM unnest($1::"IdentityKind"[], $2::text[]) WITH ORDINALITY AS wanted("kind", "value", "position")
     JOIN "ContactIdentity" i ON i."kind" = wanted."kind" AND i."value" = wanted."value" ORDER BY "position"`,
    [keys.map(({ kind }) => kind), keys.map(({ value }) => value)],
  );
  return [...new Set(rows.map(({ contactId }) => contactId))];
}

/** How a contact can be written to. */
export type Reach = {
  readonly isBlocked: boolean;
  readonly isGroup: boolean;
  /** Whether WhatsApp itself has named them, or they have written: then nobody has to ask for them. */
  readonly isProven: boolean;
  /** A phone to ask for. */
  readonly phoneNumber: string | null;
};

export async function findReach(sql: Sql, contactId: string): Promise<Reach | undefined> {
  const [row] = await sql.query<Reach>(
    `SELECT c."isBlocked",
            EXISTS (SELECT 1 FROM "ContactIdentity" WHERE "contactId" = c."id" AND "kind" = 'GROUP') AS "isGroup",
            EXISTS (SELECT 1 FROM "ContactIdentity" WHERE "contactId" = c."id" AND "kind" <> 'PHONE')
              OR EXISTS (SELECT 1 FROM "Message" WHERE "contactId" = c."id" AND "direction" = 'INBOUND') AS "isProven",
            coalesce((SELECT '+' || regexp_replace(i."address", '\\D', '', 'g') FROM "ContactIdentity" i
                      WHERE i."contactId" = c."id" AND i."kind" = 'PHONE' ORDER BY i."createdAt" DESC LIMIT 1), c."phoneNumber") AS "phoneNumber"
     FROM "Contact" c WHERE c."id" = $1::uuid`,
    [contactId],
  );
  return row;
}

/** The queue in which a person opens: the number's where it is theirs, else the first of theirs; null where there is none. */
export async function findOwnQueue(
  sql: Sql,
  viewer: TicketViewer,
  connection: ConversationConnection,
): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `SELECT "id" FROM "Queue" WHERE $1::boolean OR "id" = ANY($2::uuid[])
     ORDER BY ("id" = $3::uuid) IS TRUE DESC, "priority" DESC, "createdAt", "id" LIMIT 1`,
    [viewer.role === "ADMIN", [...viewer.queueIds], connection.queueId],
  );
  return row?.id ?? null;
}
