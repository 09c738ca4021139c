/** The customers. */
export { BlockButton } from "./block-button.tsx";
export { askToBlock, BlockQuestion } from "./block-question.tsx";
export { ContactDuplicates } from "./contact-duplicates.tsx";
export { ContactFields } from "./contact-fields.tsx";
export { useContactHandle } from "./contact-handle.ts";
export { ContactIdentities } from "./contact-identities.tsx";
export { ContactMerges } from "./contact-merges.tsx";
export { contactQuery, contactTicketsQuery, membersQuery, sharedMediaQuery } from "./contact-queries.ts";
export { contactHandlers } from "./contact-realtime.ts";
export { ContactTickets } from "./contact-tickets.tsx";
export { ContactsPage } from "./contacts-page.tsx";
export { ImportPage } from "./import/import-page.tsx";
export { PossibleDuplicatesPage } from "./possible-duplicates-page.tsx";
export { useBlock } from "./use-block.ts";
export { saveContact } from "./use-save-contact.ts";
