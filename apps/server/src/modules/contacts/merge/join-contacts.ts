import { displayPhoneNumber, phoneDigits } from "../contact-identity.ts";
import type { MergedContactFields, MergingContact } from "./contact-merge.repository.ts";

/** Whether two contacts could be one at all: a group and a person cannot. */
export const isMergeable = (one: MergingContact, other: MergingContact): boolean => isGroup(one) === isGroup(other);

const isGroup = ({ identities }: MergingContact) => identities.some(({ kind }) => kind === "GROUP");

/**
 * What the contact that stays is afterwards. A name that a person chose wins over one that WhatsApp tells, and that over one
 * made of digits; of two of a kind, the staying one's. Who was blocked stays so. Both notes are kept.
 */
export function joinContacts(kept: MergingContact, gone: MergingContact): MergedContactFields {
  const named = nameRank(gone) > nameRank(kept) ? gone : kept;
  return {
    name: named.name,
    isNamed: named.isNamed,
    phoneNumber: kept.phoneNumber ?? gone.phoneNumber,
    email: kept.email ?? gone.email,
    notes: joinNotes(kept.notes, gone.notes),
    isBlocked: kept.isBlocked || gone.isBlocked,
  };
}

/**
 * What the contact that stayed is after it was parted: what the merge gave it is taken back, unless somebody has changed it
 * since.
 */
export function partFields(
  now: MergedContactFields,
  before: MergedContactFields,
  merged: MergedContactFields,
): MergedContactFields {
  const back = <Field extends keyof MergedContactFields>(field: Field) =>
    now[field] === merged[field] ? before[field] : now[field];
  const isRenamed = now.name !== merged.name || now.isNamed !== merged.isNamed;
  return {
    name: isRenamed ? now.name : before.name,
    isNamed: isRenamed ? now.isNamed : before.isNamed,
    phoneNumber: back("phoneNumber"),
    email: back("email"),
    notes: back("notes"),
    isBlocked: back("isBlocked"),
  };
}

function nameRank({ name, isNamed, identities }: MergingContact): number {
  if (isNamed) return 2;
  const digits = phoneDigits(name);
  const isMadeUp = identities.some(
    ({ kind, value, address }) =>
      [value, address, displayPhoneNumber(address)].includes(name) ||
      (kind === "PHONE" && digits !== "" && digits === phoneDigits(address)) ||
      (kind === "USERNAME" && name === `@${address.replace(/^@/, "")}`),
  );
  return isMadeUp ? 0 : 1;
}

function joinNotes(kept: string, gone: string): string {
  if (kept.includes(gone.trim())) return kept;
  return kept.trim() === "" ? gone : `${kept.trimEnd()}\n\n${gone}`;
}
