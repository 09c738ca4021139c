import { authEndpoints } from "./endpoints/auth.ts";
import { connectionEndpoints } from "./endpoints/connections.ts";
import { contactEndpoints } from "./endpoints/contacts.ts";
import { draftEndpoints } from "./endpoints/drafts.ts";
import { mentionEndpoints } from "./endpoints/mentions.ts";
import { contactImportEndpoints } from "./endpoints/contact-imports.ts";
import { contactListEndpoints } from "./endpoints/contact-list.ts";
import { customFieldEndpoints } from "./endpoints/custom-fields.ts";
import { messageEndpoints } from "./endpoints/messages.ts";
import { notificationEndpoints } from "./endpoints/notifications.ts";
import { preferenceEndpoints } from "./endpoints/preferences.ts";
import { quickReplyEndpoints } from "./endpoints/quick-replies.ts";
import { queueEndpoints } from "./endpoints/queues.ts";
import { searchEndpoints } from "./endpoints/search.ts";
import { simulatorEndpoints } from "./endpoints/simulator.ts";
import { supervisionEndpoints } from "./endpoints/supervision.ts";
import { templateEndpoints } from "./endpoints/templates.ts";
import { systemEndpoints } from "./endpoints/system.ts";
import { tagEndpoints } from "./endpoints/tags.ts";
import { ticketEndpoints } from "./endpoints/tickets.ts";
import { userEndpoints } from "./endpoints/users.ts";
import { viewEndpoints } from "./endpoints/views.ts";

/** The whole API by operation. What is not here is not served. */
export const endpoints = {
  ...authEndpoints,
  ...userEndpoints,
  ...preferenceEndpoints,
  ...notificationEndpoints,
  ...queueEndpoints,
  ...tagEndpoints,
  ...contactEndpoints,
  ...contactListEndpoints,
  ...contactImportEndpoints,
  ...customFieldEndpoints,
  ...connectionEndpoints,
  ...supervisionEndpoints,
  ...templateEndpoints,
  ...ticketEndpoints,
  ...viewEndpoints,
  ...messageEndpoints,
  ...draftEndpoints,
  ...mentionEndpoints,
  ...quickReplyEndpoints,
  ...searchEndpoints,
  ...simulatorEndpoints,
  ...systemEndpoints,
};
