/** Contacts: who writes, under whichever names WhatsApp gives them. */
export { displayPhoneNumber, phoneDigits, phoneMatchKey } from "./contact-identity.ts";
export { loadContacts } from "./contact.read-model.ts";
export type { ContactRow } from "./contact.read-model.ts";
export { presentContact } from "./contact.presenter.ts";
