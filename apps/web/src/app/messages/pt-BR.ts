import { auth } from "../../features/auth/messages/pt-BR.ts";
import { connections } from "../../features/connections/messages/pt-BR.ts";
import { contacts } from "../../features/contacts/messages/pt-BR.ts";
import { composer } from "../../features/conversation/composer/messages/pt-BR.ts";
import { conversation } from "../../features/conversation/messages/pt-BR.ts";
import { customFields } from "../../features/custom-fields/messages/pt-BR.ts";
import { emoji } from "../../features/emoji/messages/pt-BR.ts";
import { inbox } from "../../features/inbox/messages/pt-BR.ts";
import { shortcuts } from "../../features/keyboard/messages/pt-BR.ts";
import { newConversation } from "../../features/new-conversation/messages/pt-BR.ts";
import { notifications } from "../../features/notifications/messages/pt-BR.ts";
import { preferences } from "../../features/preferences/messages/pt-BR.ts";
import { viewing } from "../../features/presence/messages/pt-BR.ts";
import { profile } from "../../features/profile/messages/pt-BR.ts";
import { quickReplies } from "../../features/quick-replies/messages/pt-BR.ts";
import { queues } from "../../features/queues/messages/pt-BR.ts";
import { search } from "../../features/search/messages/pt-BR.ts";
import { setup } from "../../features/setup/messages/pt-BR.ts";
import { shell } from "../../features/shell/messages/pt-BR.ts";
import { simulator } from "../../features/simulator/messages/pt-BR.ts";
import { supervision } from "../../features/supervision/messages/pt-BR.ts";
import { tags } from "../../features/tags/messages/pt-BR.ts";
import { team } from "../../features/team/messages/pt-BR.ts";
import { details } from "../../features/ticket-details/messages/pt-BR.ts";
import { kinds, ticket } from "../../features/tickets/messages/pt-BR.ts";
import { shared } from "../../lib/i18n/messages/pt-BR.ts";

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
