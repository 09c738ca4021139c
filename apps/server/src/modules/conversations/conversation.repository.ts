import type { Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";
import type { Identity } from "../../whatsapp/driver.ts";
import { displayPhoneNumber, identityKey } from "../contacts/index.ts";

/** Makes the contact of a conversation that we begin. Fails with a unique violation when somebody has the phone meanwhile. */
export async function insertPartner(
  tx: Sql,
  { name, identities }: { readonly name: string | null; readonly identities: readonly Identity[] },
  now: Date,
): Promise<string> {
  const id = newId();
  const phone = identities.find(({ kind }) => kind === "PHONE");
  const phoneNumber = phone === undefined ? null : displayPhoneNumber(phone.value);
  await tx.query(
    `INSERT INTO "Contact" ("id", "name", "phoneNumber", "isNamed", "createdAt", "updatedAt")
     SELECT $1::uuid, $2::text,
       CASE WHEN NOT EXISTS (SELECT 1 FROM "Contact" WHERE "phoneNumber" = $3::text) THEN $3::text END,
       $4::boolean, $5::timestamptz, $5::timestamptz`,
    [id, name ?? phoneNumber ?? identities[0]?.value ?? "", phoneNumber, name !== null, now],
  );
  return id;
}

/** Gives a contact the identities that WhatsApp told, in its writing. Those that are somebody else's stay theirs. */
export async function attachIdentities(
  tx: Sql,
  contactId: string,
  identities: readonly Identity[],
  now: Date,
): Promise<void> {
  if (identities.length === 0) return;
  const rows = identities.map((identity) => ({
    kind: identity.kind,
    value: identityKey(identity),
    address: identity.kind === "PHONE" ? identity.value.replace(/^\+/, "") : identity.value,
  }));
  await tx.query(
    `INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address", "createdAt")
     SELECT "kind", "value", $1::uuid, "address", $3::timestamptz
     FROM jsonb_to_recordset($2::jsonb) AS i("kind" "IdentityKind", "value" text, "address" text)
     ON CONFLICT ("kind", "value") DO UPDATE SET "address" = EXCLUDED."address"
     WHERE "ContactIdentity"."contactId" = EXCLUDED."contactId"`,
    [contactId, JSON.stringify(rows), now],
  );
}
