import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { applyToCache } from "../../lib/query/replay-into-fetches.ts";
import { useSession } from "../../stores/session.ts";
import { applyMessage, messageKeys, removeMessage } from "./message-cache.ts";
import { resendUnsent } from "./send-message.ts";
import { applyTyping, endTyping } from "./typing.ts";

/** What events do to conversations. */
export const conversationHandlers: RealtimeHandlers = {
  "message:new": (queryClient, event) => {
    applyToCache(queryClient, (client) => applyMessage(client, event));
    endTyping(event);
  },
  "message:update": (queryClient, event) => applyToCache(queryClient, (client) => applyMessage(client, event)),
  "message:removed": (queryClient, event) => applyToCache(queryClient, (client) => removeMessage(client, event)),
  // Two conversations became one, or two again.
  "conversation:changed": (queryClient, { ticketId }) =>
    void queryClient.invalidateQueries({ queryKey: messageKeys.ofTicket(ticketId) }),
  // Out of sight, a conversation goes on without us; back in sight, it is fetched anew.
  "ticket:removed": (queryClient, { ticketId }) =>
    queryClient.removeQueries({ queryKey: messageKeys.ofTicket(ticketId) }),
  "ticket:new": (queryClient, { id }) => void queryClient.invalidateQueries({ queryKey: messageKeys.ofTicket(id) }),
  "ticket:typing": (_queryClient, event) => applyTyping(event, useSession.getState().user?.id ?? ""),
  "session:ready": (queryClient) => resendUnsent(queryClient),
};
