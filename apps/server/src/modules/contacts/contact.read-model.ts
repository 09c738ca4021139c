import type { CustomFieldValue, IdentityKind, Tag } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import type { Parameters } from "../../platform/db/parameters.ts";
import { customFieldsColumn } from "../custom-fields/index.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";

/** A contact with what the API shows of it, as the database gives it. */
export type ContactRow = {
  readonly id: string;
  readonly name: string;
  readonly phoneNumber: string | null;
  readonly email: string | null;
  readonly notes: string;
  readonly isBlocked: boolean;
  /** `value` is the key by which it is matched, `address` what WhatsApp wrote last. */
  readonly identities: { kind: IdentityKind; value: string; address: string }[];
  readonly tags: Tag[];
  readonly customFields: CustomFieldValue[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** The columns of a `ContactRow`; `contact` is the table's name in the statement. */
export const contactColumns = `
  contact."id", contact."name", contact."phoneNumber", contact."email", contact."notes", contact."isBlocked",
  contact."createdAt", contact."updatedAt",
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('kind', identity."kind", 'value', identity."value", 'address', identity."address")
      ORDER BY identity."kind", identity."value")
    FROM "ContactIdentity" AS identity WHERE identity."contactId" = contact."id"
  ), '[]') AS "identities",
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('id', tag."id", 'name', tag."name", 'color', tag."color") ORDER BY tag."name")
    FROM "ContactTag" JOIN "Tag" AS tag ON tag."id" = "ContactTag"."tagId"
    WHERE "ContactTag"."contactId" = contact."id"
  ), '[]') AS "tags",
  ${customFieldsColumn}`;

/** The contacts of these ids that exist, in no order, with one statement. Asks no policy. */
export async function loadContacts(sql: Sql, ids: readonly string[]): Promise<ContactRow[]> {
  return sql.query<ContactRow>(
    `SELECT ${contactColumns} FROM "Contact" AS contact WHERE contact."id" = ANY($1::uuid[])`,
    [ids],
    "load contacts",
  );
}

/** `canSeeContact` as a condition on the table `contact`. A test proves that both say the same. */
export function visibleContacts(viewer: TicketViewer, parameters: Parameters): string {
  if (viewer.role === "ADMIN") return "TRUE";
  const ofContact = `SELECT 1 FROM "Ticket" AS ticket WHERE ticket."contactId" = contact."id"`;
  const seen = `EXISTS (${ofContact} AND ${visibleTickets(viewer, parameters)})`;
  return viewer.role === "AGENT" ? seen : `(${seen} OR NOT EXISTS (${ofContact}))`;
}
