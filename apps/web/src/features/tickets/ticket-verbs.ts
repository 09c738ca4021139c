import type { QueryClient } from "@tanstack/react-query";
import type {
  BulkTicketAction,
  BulkTicketResult,
  Ticket,
  TicketAbility,
  TicketPriority,
  User,
} from "@whatskovi/contract";
import { api, endpoints, isApiError } from "../../lib/api/index.ts";
import { applyTicket, removeTicket } from "./ticket-cache.ts";
import { refreshCounts } from "./ticket-counts.ts";
import { ticketKeys } from "./ticket-keys.ts";

/** What a verb needs: where tickets are shown, and who acts. */
export type Acting = { readonly queryClient: QueryClient; readonly me: User };

/** Without `read`: nothing is told to the server of what it has not granted yet. */
const expectedWhenOpen: TicketAbility[] = ["send", "note", "transfer", "return", "close", "update"];
const expectedWhenClosed: TicketAbility[] = ["note", "reopen", "update"];

/** What a verb answered: the ticket as it is now, or that it has left one's sight. */
function applyAnswer({ queryClient, me }: Acting, after: Ticket): void {
  if (after.abilities.length > 0) applyTicket(queryClient, after, me.id);
  else
    removeTicket(queryClient, { ticketId: after.id, reason: "transferred", by: { id: me.id, name: me.name } }, me.id);
}

/** What the server says of a ticket about which something was refused. */
async function fetchAgain(acting: Acting, ticketId: string): Promise<void> {
  try {
    applyAnswer(acting, await api.call(endpoints.getTicket, { params: { id: ticketId } }));
  } catch (error) {
    if (!isApiError(error, "not_found")) return;
    removeTicket(acting.queryClient, { ticketId, reason: "access_changed", by: null }, acting.me.id);
  }
}

/**
 * Shows the outcome at once, then what the server says. Refused, the ticket goes back to what it was, unless something newer
 * has been heard of it; after a conflict it is fetched again.
 */
async function perform(acting: Acting, ticket: Ticket, expected: Ticket, call: () => Promise<Ticket>): Promise<Ticket> {
  const { queryClient, me } = acting;
  if (expected !== ticket) applyTicket(queryClient, expected, me.id);
  try {
    const after = await call();
    applyAnswer(acting, after);
    return after;
  } catch (error) {
    if (expected !== ticket) applyTicket(queryClient, ticket, me.id);
    const takenBy = isApiError(error, "ticket_already_taken") ? error.problem?.takenBy : undefined;
    if (takenBy !== undefined && me.role === "AGENT")
      removeTicket(queryClient, { ticketId: ticket.id, reason: "accepted", by: takenBy }, me.id);
    else if (!isApiError(error, "network")) void fetchAgain(acting, ticket.id);
    throw error;
  } finally {
    void queryClient.invalidateQueries({ queryKey: ticketKeys.events(ticket.id) });
    refreshCounts(queryClient);
  }
}

export function acceptTicket(acting: Acting, ticket: Ticket): Promise<Ticket> {
  const { id, name } = acting.me;
  const expected: Ticket = { ...ticket, status: "OPEN", userId: id, user: { id, name }, abilities: expectedWhenOpen };
  return perform(acting, ticket, expected, () => api.call(endpoints.acceptTicket, { params: { id: ticket.id } }));
}

export function closeTicket(acting: Acting, ticket: Ticket, reason: string): Promise<Ticket> {
  const expected: Ticket = {
    ...ticket,
    status: "CLOSED",
    closeReason: reason === "" ? null : reason,
    waitingSince: null,
    abilities: expectedWhenClosed,
  };
  const body = reason === "" ? {} : { reason };
  return perform(acting, ticket, expected, () => api.call(endpoints.closeTicket, { params: { id: ticket.id }, body }));
}

export const reopenTicket = (acting: Acting, ticket: Ticket): Promise<Ticket> =>
  perform(acting, ticket, ticket, () => api.call(endpoints.reopenTicket, { params: { id: ticket.id } }));

export const returnTicket = (acting: Acting, ticket: Ticket): Promise<Ticket> =>
  perform(acting, ticket, ticket, () => api.call(endpoints.returnTicket, { params: { id: ticket.id } }));

export type Handover = { readonly userId?: string; readonly queueId?: string; readonly note?: string };

export const transferTicket = (acting: Acting, ticket: Ticket, handover: Handover): Promise<Ticket> =>
  perform(acting, ticket, ticket, () =>
    api.call(endpoints.transferTicket, { params: { id: ticket.id }, body: handover }),
  );

export const setPriority = (acting: Acting, ticket: Ticket, priority: TicketPriority): Promise<Ticket> =>
  perform(acting, ticket, { ...ticket, priority }, () =>
    api.call(endpoints.updateTicket, { params: { id: ticket.id }, body: { priority } }),
  );

export const setTags = (acting: Acting, ticket: Ticket, tags: Ticket["tags"]): Promise<Ticket> =>
  perform(acting, ticket, { ...ticket, tags }, () =>
    api.call(endpoints.updateTicket, { params: { id: ticket.id }, body: { tagIds: tags.map((tag) => tag.id) } }),
  );

/** Tells that the owner has read the conversation. */
export const markRead = (acting: Acting, ticket: Ticket): Promise<Ticket> =>
  perform(acting, ticket, { ...ticket, unreadMessages: 0 }, () =>
    api.call(endpoints.readTicket, { params: { id: ticket.id } }),
  );

/** Puts a conversation back to unread, for everybody who sees it. */
export const markUnread = (acting: Acting, ticket: Ticket): Promise<Ticket> =>
  perform(acting, ticket, ticket, () => api.call(endpoints.unreadTicket, { params: { id: ticket.id } }));

/** As many as the server takes at once. */
const atOnce = 100;

/**
 * Does one thing to many, and answers how it ended for each. Throws when the server cannot be reached: what was done until then
 * is done, and the same again does the rest.
 */
export async function changeTickets(
  acting: Acting,
  ticketIds: readonly string[],
  action: BulkTicketAction,
): Promise<BulkTicketResult[]> {
  const results: BulkTicketResult[] = [];
  try {
    for (let start = 0; start < ticketIds.length; start += atOnce) {
      const body = { ticketIds: ticketIds.slice(start, start + atOnce), action };
      results.push(...(await api.call(endpoints.changeTickets, { body })).results);
    }
  } finally {
    for (const result of results) {
      if (result.outcome === "done" && result.ticket !== null) applyAnswer(acting, result.ticket);
      else if (result.outcome === "refused" && result.code === "ticket_already_taken" && acting.me.role === "AGENT")
        removeTicket(
          acting.queryClient,
          { ticketId: result.ticketId, reason: "accepted", by: result.takenBy ?? null },
          acting.me.id,
        );
      void acting.queryClient.invalidateQueries({ queryKey: ticketKeys.events(result.ticketId) });
    }
    refreshCounts(acting.queryClient);
  }
  return results;
}
