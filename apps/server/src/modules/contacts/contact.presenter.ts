import type { Contact } from "@whatskovi/contract";
import type { ContactRow } from "./contact.read-model.ts";

/** A contact as the API shows it. */
export function presentContact(row: ContactRow): Contact {
  const { id, name, phoneNumber, isBlocked, email, notes, identities, tags } = row;
  return {
    id,
    name,
    phoneNumber,
    isBlocked,
    email,
    notes,
    identities,
    tags,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
