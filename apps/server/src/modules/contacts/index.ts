/** Contacts: who writes, under whichever names WhatsApp gives them. */
export { contactHandlers } from "./contact.controller.ts";
export { displayPhoneNumber, identityKey, phoneDigits, phoneMatchKey } from "./contact-identity.ts";
export { canSeeContact } from "./contact.policy.ts";
export { loadContacts } from "./contact.read-model.ts";
export type { ContactRow } from "./contact.read-model.ts";
export { presentContact } from "./contact.presenter.ts";
export { createContact } from "./create-contact.ts";
export { getContact } from "./get-contact.ts";
export { updateContact } from "./update-contact.ts";
export { isContactVisible } from "./contact.repository.ts";
export { mergeTold, withoutParted } from "./merge/merge-contacts.ts";
export { mergeContacts } from "./merge/merge-by-hand.ts";
export { listContactMerges } from "./merge/show-merges.ts";
export { undoMerge } from "./merge/undo-merge.ts";
export { mergeAsTold } from "./merge/merge-as-told.ts";
export { withMergeLocks } from "./merge/merge-locks.ts";
export { listTicketScopes } from "./merge/contact-merge.repository.ts";
export { isMergeStanding } from "./merge/contact-merge.read-model.ts";
export { entriesOfMany } from "./many/many-contacts.repository.ts";
export {
  findPhoneOwners,
  insertContacts,
  type NewStoredContact,
  type StoredContactChange,
  tagContacts,
  updateContacts,
} from "./many/stored-contacts.repository.ts";
export { exportWords, type ExportLanguage } from "./export/export-words.ts";
