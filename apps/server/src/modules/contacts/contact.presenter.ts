import type { Contact, ListedContact } from "@whatskovi/contract";
import { displayPhoneNumber, phoneDigits } from "./contact-identity.ts";
import type { ListedContactRow } from "./contact-list.read-model.ts";
import type { ContactRow } from "./contact.read-model.ts";

/** A contact as the API shows it. */
export function presentContact(row: ContactRow): Contact {
  const { id, name, phoneNumber, isBlocked, email, notes, tags } = row;
  const identities = row.identities.map(presentIdentity);
  const has = (kind: Contact["identities"][number]["kind"]) => identities.some((identity) => identity.kind === kind);
  return {
    id,
    name,
    phoneNumber,
    isBlocked,
    email,
    notes,
    identities,
    username: identities.find(({ kind }) => kind === "USERNAME")?.value ?? null,
    isPhoneUnknown: phoneNumber === null && !has("PHONE") && !has("GROUP"),
    isGroup: has("GROUP"),
    tags,
    customFields: row.customFields,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A row of the list of contacts. */
export const presentListedContact = (row: ListedContactRow): ListedContact => ({
  ...presentContact(row),
  lastContactAt: row.lastContactAt?.toISOString() ?? null,
});

function presentIdentity({ kind, value, address }: ContactRow["identities"][number]): Contact["identities"][number] {
  if (kind === "PHONE") return { kind, value: phoneDigits(address) === "" ? value : displayPhoneNumber(address) };
  if (kind === "USERNAME") return { kind, value: `@${address.replace(/^@/, "")}` };
  return { kind, value };
}
