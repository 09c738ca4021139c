import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { newId } from "../../platform/ids.ts";
import type { TicketViewer } from "../tickets/index.ts";
import { displayPhoneNumber, phoneDigits, phoneMatchKey } from "./contact-identity.ts";
import { visibleContacts } from "./contact.read-model.ts";

/** Whether a contact exists and this person may see it. */
export async function isContactVisible(sql: Sql, viewer: TicketViewer, contactId: string): Promise<boolean> {
  const parameters = createParameters();
  const id = parameters.bind(contactId, "uuid");
  const rows = await sql.query(
    `SELECT 1 FROM "Contact" AS contact WHERE contact."id" = ${id} AND ${visibleContacts(viewer, parameters)}`,
    parameters.values,
  );
  return rows.length > 0;
}

export type NewContact = {
  readonly name: string;
  readonly phoneNumber: string;
  readonly email: string | null;
  readonly notes: string;
};

/** Adds a contact under its phone. Null when that phone belongs to somebody already: the keys decide. */
export async function insertContact(tx: Sql, contact: NewContact, now: Date): Promise<string | null> {
  const { name, phoneNumber, email, notes } = contact;
  const [row] = await tx.query<{ contactId: string }>(
    `WITH made AS (
       INSERT INTO "Contact" ("id", "name", "phoneNumber", "email", "notes", "isNamed", "createdAt", "updatedAt")
       SELECT $1::uuid, $2::text, $3::text, $4::text, $5::text, true, $6::timestamptz, $6::timestamptz
       WHERE NOT EXISTS (SELECT 1 FROM "ContactIdentity" WHERE "kind" = 'PHONE' AND "value" = $7::text)
       ON CONFLICT ("phoneNumber") DO NOTHING
       RETURNING "id"
     )
     INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address", "createdAt")
     SELECT 'PHONE', $7::text, "id", $8::text, $6::timestamptz FROM made
     RETURNING "contactId"`,
    [
      newId(),
      name,
      displayPhoneNumber(phoneNumber),
      email,
      notes,
      now,
      phoneMatchKey(phoneNumber),
      phoneDigits(phoneNumber),
    ],
  );
  return row?.contactId ?? null;
}

export type ContactChange = {
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  readonly notes?: string | undefined;
  readonly isBlocked?: boolean | undefined;
};

/** What a person saw of a contact before they changed it. */
export type ExpectedContact = {
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  readonly notes?: string | undefined;
};

/**
 * Changes the fields that are given. A name given by a person stays, whatever WhatsApp calls them. Where something else stands
 * than was expected nothing is written, and the answer is false: of two at once the second finds that out.
 */
export async function changeContact(
  tx: Sql,
  contactId: string,
  change: ContactChange,
  now: Date,
  expected: ExpectedContact = {},
): Promise<boolean> {
  const { bind, values } = createParameters();
  const assignments = [`"updatedAt" = ${bind(now, "timestamptz")}`];
  if (change.name !== undefined) assignments.push(`"name" = ${bind(change.name, "text")}`, `"isNamed" = true`);
  if (change.email !== undefined) assignments.push(`"email" = ${bind(change.email, "text")}`);
  if (change.notes !== undefined) assignments.push(`"notes" = ${bind(change.notes, "text")}`);
  if (change.isBlocked !== undefined) assignments.push(`"isBlocked" = ${bind(change.isBlocked, "boolean")}`);
  const conditions = [`"id" = ${bind(contactId, "uuid")}`];
  for (const field of ["name", "email", "notes"] as const) {
    if (expected[field] !== undefined)
      conditions.push(`"${field}" IS NOT DISTINCT FROM ${bind(expected[field], "text")}`);
  }
  const rows = await tx.query(
    `UPDATE "Contact" SET ${assignments.join(", ")} WHERE ${conditions.join(" AND ")} RETURNING "id"`,
    values,
  );
  return rows.length > 0;
}

/** Replaces the tags of a contact. Throws a foreign key violation when one does not exist. */
export async function replaceTags(tx: Sql, contactId: string, tagIds: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM "ContactTag" WHERE "contactId" = $1::uuid AND "tagId" <> ALL($2::uuid[])`, [
    contactId,
    tagIds,
  ]);
  await tx.query(
    `INSERT INTO "ContactTag" ("contactId", "tagId") SELECT $1::uuid, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
    [contactId, tagIds],
  );
}

/** Gives many contacts tags and takes others off. Throws a foreign key violation when one that is given does not exist. */
export async function changeTags(
  tx: Sql,
  contactIds: readonly string[],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): Promise<void> {
  if (remove.length > 0)
    await tx.query(`DELETE FROM "ContactTag" WHERE "contactId" = ANY($1::uuid[]) AND "tagId" = ANY($2::uuid[])`, [
      contactIds,
      remove,
    ]);
  if (add.length > 0)
    await tx.query(
      `INSERT INTO "ContactTag" ("contactId", "tagId")
       SELECT contact, tag FROM unnest($1::uuid[]) AS contact CROSS JOIN unnest($2::uuid[]) AS tag ON CONFLICT DO NOTHING`,
      [contactIds, add],
    );
}
