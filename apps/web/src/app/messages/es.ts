import { auth } from "../../features/auth/messages/es.ts";
import { connections } from "../../features/connections/messages/es.ts";
import { contacts } from "../../features/contacts/messages/es.ts";
import { composer } from "../../features/conversation/composer/messages/es.ts";
import { conversation } from "../../features/conversation/messages/es.ts";
import { customFields } from "../../features/custom-fields/messages/es.ts";
import { emoji } from "../../features/emoji/messages/es.ts";
import { inbox } from "../../features/inbox/messages/es.ts";
import { shortcuts } from "../../features/keyboard/messages/es.ts";
import { newConversation } from "../../features/new-conversation/messages/es.ts";
import { notifications } from "../../features/notifications/messages/es.ts";
import { preferences } from "../../features/preferences/messages/es.ts";
import { viewing } from "../../features/presence/messages/es.ts";
import { profile } from "../../features/profile/messages/es.ts";
import { quickReplies } from "../../features/quick-replies/messages/es.ts";
import { queues } from "../../features/queues/messages/es.ts";
import { search } from "../../features/search/messages/es.ts";
import { setup } from "../../features/setup/messages/es.ts";
import { shell } from "../../features/shell/messages/es.ts";
import { simulator } from "../../features/simulator/messages/es.ts";
import { supervision } from "../../features/supervision/messages/es.ts";
import { tags } from "../../features/tags/messages/es.ts";
import { team } from "../../features/team/messages/es.ts";
import { details } from "../../features/ticket-details/messages/es.ts";
import { kinds, ticket } from "../../features/tickets/messages/es.ts";
import { shared } from "../../lib/i18n/messages/es.ts";

/** Every sentence of the app, by feature. */
export default {
  ...shared,
  shell,
  inbox,
  kinds,
  ticket,
  conversation,
  composer,
  emoji,
  quickReplies,
  details,
  auth,
  setup,
  connections,
  queues,
  tags,
  team,
  profile,
  notifications,
  preferences,
  viewing,
  contacts,
  customFields,
  newConversation,
  search,
  shortcuts,
  simulator,
  supervision,
};
