import { auth } from "../../features/auth/messages/en.ts";
import { connections } from "../../features/connections/messages/en.ts";
import { contacts } from "../../features/contacts/messages/en.ts";
import { composer } from "../../features/conversation/composer/messages/en.ts";
import { conversation } from "../../features/conversation/messages/en.ts";
import { customFields } from "../../features/custom-fields/messages/en.ts";
import { emoji } from "../../features/emoji/messages/en.ts";
import { inbox } from "../../features/inbox/messages/en.ts";
import { shortcuts } from "../../features/keyboard/messages/en.ts";
import { newConversation } from "../../features/new-conversation/messages/en.ts";
import { notifications } from "../../features/notifications/messages/en.ts";
import { preferences } from "../../features/preferences/messages/en.ts";
import { viewing } from "../../features/presence/messages/en.ts";
import { profile } from "../../features/profile/messages/en.ts";
import { quickReplies } from "../../features/quick-replies/messages/en.ts";
import { queues } from "../../features/queues/messages/en.ts";
import { search } from "../../features/search/messages/en.ts";
import { setup } from "../../features/setup/messages/en.ts";
import { shell } from "../../features/shell/messages/en.ts";
import { simulator } from "../../features/simulator/messages/en.ts";
import { supervision } from "../../features/supervision/messages/en.ts";
import { tags } from "../../features/tags/messages/en.ts";
import { team } from "../../features/team/messages/en.ts";
import { details } from "../../features/ticket-details/messages/en.ts";
import { kinds, ticket } from "../../features/tickets/messages/en.ts";
import { shared } from "../../lib/i18n/messages/en.ts";

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
