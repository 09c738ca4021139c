import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { applyToCache } from "../../lib/query/replay-into-fetches.ts";
import { useSession } from "../../stores/session.ts";
import { applyConnectionToTickets, applyContactToTickets, applyTicket, removeTicket } from "./ticket-cache.ts";
import { refreshCounts } from "./ticket-counts.ts";
import { ticketKeys } from "./ticket-keys.ts";

const me = () => useSession.getState().user?.id ?? "";

/** What events do to the lists and details of tickets. */
export const ticketHandlers: RealtimeHandlers = {
  "ticket:new": (queryClient, ticket) => {
    applyToCache(queryClient, (client) => applyTicket(client, ticket, me()));
    refreshCounts(queryClient);
  },
  "ticket:update": (queryClient, ticket) => {
    applyToCache(queryClient, (client) => applyTicket(client, ticket, me()));
    refreshCounts(queryClient);
  },
  "ticket:removed": (queryClient, removal) => {
    applyToCache(queryClient, (client) => removeTicket(client, removal));
    refreshCounts(queryClient);
  },
  "contact:update": (queryClient, contact) =>
    applyToCache(queryClient, (client) => applyContactToTickets(client, contact)),
  "connection:update": (queryClient, connection) =>
    applyToCache(queryClient, (client) => applyConnectionToTickets(client, connection)),
  "catalogue:changed": (queryClient) => void queryClient.invalidateQueries({ queryKey: ticketKeys.all }),
};
