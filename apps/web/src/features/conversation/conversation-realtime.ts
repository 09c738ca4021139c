import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { dropQueries } from "../../lib/query/kept/index.ts";
import { applyToCache } from "../../lib/query/replay-into-fetches.ts";
import { useSession } from "../../stores/session.ts";
import { ticketKeys } from "../tickets/index.ts";
import { applyMessage, forgetTicket, messageKeys, refetchTicket, removeMessage } from "./message-cache.ts";
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
  "conversation:changed": (queryClient, { ticketId }) => refetchTicket(queryClient, ticketId),
  // Out of sight, a conversation goes on without us; back in sight, it is fetched anew.
  "ticket:removed": (queryClient, { ticketId }) => {
    applyToCache(queryClient, (client) => forgetTicket(client, ticketId));
    dropQueries([messageKeys.window(ticketId, "end"), ticketKeys.detail(ticketId), ticketKeys.events(ticketId)]);
  },
  "ticket:new": (queryClient, { id }) => void queryClient.invalidateQueries({ queryKey: messageKeys.ofTicket(id) }),
  "ticket:typing": (_queryClient, event) => applyTyping(event, useSession.getState().user?.id ?? ""),
};
