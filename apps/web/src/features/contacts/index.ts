/** The customers. */
export { contactHandlers } from "./contact-realtime.ts";
export { ContactsPage } from "./contacts-page.tsx";
