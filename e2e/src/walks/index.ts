import { walkComposer } from "./composer.ts";
import { walkContacts } from "./contacts.ts";
import { walkConversation, walkTogether } from "./conversation.ts";
import { walkInbox } from "./inbox.ts";
import { walkOffline } from "./offline.ts";
import { walkForms, walkPages } from "./settings.ts";

/** All that there is to see of the product in the order of a tour; photographs are taken and layouts are checked along the same ways. */
export const walks = {
  "every page": walkPages,
  "the list and the search": walkInbox,
  "a conversation": walkConversation,
  "the composer": walkComposer,
  "two at once": walkTogether,
  "without a network": walkOffline,
  contacts: walkContacts,
  "forms of the house": walkForms,
};
