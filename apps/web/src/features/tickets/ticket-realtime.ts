import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { applyToCache } from "../../lib/query/replay-into-fetches.ts";
import { useSession } from "../../stores/session.ts";
import {
  applyConnectionToTickets,
  applyContactToTickets,
  applyTicket,
  refetchLists,
  removeTicket,
} from "./ticket-cache.ts";
import { countNewTicket, refreshCounts } from "./ticket-counts.ts";
import { ticketKeys } from "./ticket-keys.ts";

const me = () => useSession.getState().user?.id ?? "";

/** What events do to the lists and details of tickets. */
export const ticketHandlers: RealtimeHandlers = {
  "ticket:new": (queryClient, ticket) => {
    countNewTicket(queryClient, ticket);
    applyToCache(queryClient, (client) => applyTicket(client, ticket, me()));
    refreshCounts(queryClient);
  },
  "ticket:update": (queryClient, ticket) => {
    applyToCache(queryClient, (client) => applyTicket(client, ticket, me()));
    refreshCounts(queryClient);
  },
  "ticket:removed": (queryClient, removal) => {
    applyToCache(queryClient, (client) => removeTicket(client, removal, me()));
    refreshCounts(queryClient);
  },
  "contact:update": (queryClient, contact) =>
    applyToCache(queryClient, (client) => applyContactToTickets(client, contact)),
  "connection:update": (queryClient, connection) =>
    applyToCache(queryClient, (client) => applyConnectionToTickets(client, connection)),
  "catalogue:changed": (queryClient) => {
    refetchLists(queryClient);
    void queryClient.invalidateQueries({ queryKey: ticketKeys.details });
    void queryClient.invalidateQueries({ queryKey: ticketKeys.counts });
  },
};
