import type { Sql } from "../../../platform/db/db.ts";
import { createParameters } from "../../../platform/db/parameters.ts";
import type { TicketViewer } from "../../tickets/index.ts";
import { phoneDigits, phoneMatchKey } from "../contact-identity.ts";
import { visibleContacts } from "../contact.read-model.ts";

/** Whose a phone is, and whether the viewer may see them. */
export type PhoneOwner = { readonly key: string; readonly contactId: string; readonly isVisible: boolean };

/** The contacts to whom these phones (E.164) belong, in whichever writing. Locked until the transaction ends where it is told so. */
export async function findPhoneOwners(
  sql: Sql,
  viewer: TicketViewer,
  phones: readonly string[],
  { locks }: { locks: boolean },
): Promise<Map<string, PhoneOwner>> {
  const parameters = createParameters();
  const { bind } = parameters;
  const keys = bind(phones.map(phoneMatchKey), "text[]");
  const owned = `
    SELECT "value" AS "key", "contactId" FROM "ContactIdentity" WHERE "kind" = 'PHONE' AND "value" = ANY(${keys})
    UNION
    SELECT asked."key", "id" FROM unnest(${keys}, ${bind(phones, "text[]")}) AS asked("key", "phone")
    JOIN "Contact" ON "phoneNumber" = asked."phone"`;
  const rows = await sql.query<PhoneOwner>(
    `WITH owned AS MATERIALIZED (${owned})
     SELECT owned."key", contact."id" AS "contactId", ${visibleContacts(viewer, parameters)} AS "isVisible"
     FROM owned JOIN "Contact" AS contact ON contact."id" = owned."contactId"
     ORDER BY contact."id" ${locks ? "FOR NO KEY UPDATE OF contact" : ""}`,
    parameters.values,
  );
  return new Map(rows.map((row) => [row.key, row]));
}

export type NewStoredContact = {
  readonly id: string;
  readonly name: string;
  /** Whether a person has chosen the name. */
  readonly isNamed: boolean;
  /** E.164. */
  readonly phoneNumber: string;
  readonly email: string | null;
  readonly notes: string;
};

/** Adds many contacts under their phones. Throws a unique violation when one of the phones has become somebody's meanwhile. */
export async function insertContacts(tx: Sql, contacts: readonly NewStoredContact[], now: Date): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.map((contact) => ({
    ...contact,
    key: phoneMatchKey(contact.phoneNumber),
    address: phoneDigits(contact.phoneNumber),
  }));
  await tx.query(
    `WITH new AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS new("id" uuid, "name" text, "isNamed" boolean, "phoneNumber" text, "email" text,
         "notes" text, "key" text, "address" text)
     ), made AS (
       INSERT INTO "Contact" ("id", "name", "phoneNumber", "email", "notes", "isNamed", "createdAt", "updatedAt")
       SELECT "id", "name", "phoneNumber", "email", "notes", "isNamed", $2::timestamptz, $2::timestamptz FROM new
     )
     INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address", "createdAt")
     SELECT 'PHONE', "key", "id", "address", $2::timestamptz FROM new`,
    [JSON.stringify(rows), now],
  );
}

/** What of a contact is changed; what is null stays. */
export type StoredContactChange = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly notes: string | null;
};

export async function updateContacts(tx: Sql, changes: readonly StoredContactChange[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `UPDATE "Contact" AS contact SET "name" = coalesce(new."name", contact."name"),
       "isNamed" = contact."isNamed" OR new."name" IS NOT NULL, "email" = coalesce(new."email", contact."email"),
       "notes" = coalesce(new."notes", contact."notes"), "updatedAt" = $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS new("id" uuid, "name" text, "email" text, "notes" text)
     WHERE contact."id" = new."id"`,
    [JSON.stringify(changes), now],
  );
}

/** Gives each contact tags of its own. */
export async function tagContacts(
  tx: Sql,
  tagged: readonly { readonly contactId: string; readonly tagId: string }[],
): Promise<void> {
  if (tagged.length === 0) return;
  await tx.query(
    `INSERT INTO "ContactTag" ("contactId", "tagId")
     SELECT DISTINCT "contactId", "tagId" FROM jsonb_to_recordset($1::jsonb) AS new("contactId" uuid, "tagId" uuid)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(tagged)],
  );
}
