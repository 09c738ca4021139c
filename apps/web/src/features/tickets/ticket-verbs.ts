import type { QueryClient } from "@tanstack/react-query";
import type { Ticket, TicketAbility, TicketPriority, User } from "@whatskovi/contract";
import { api, endpoints, isApiError } from "../../lib/api/index.ts";
import { applyTicket, removeTicket } from "./ticket-cache.ts";
import { ticketKeys } from "./ticket-keys.ts";

/** What a verb needs: where tickets are shown, and who acts. */
export type Acting = { readonly queryClient: QueryClient; readonly me: User };

/** Without `read`: nothing is told to the server of what it has not granted yet. */
const expectedWhenOpen: TicketAbility[] = ["send", "note", "transfer", "return", "close", "update"];
const expectedWhenClosed: TicketAbility[] = ["note", "reopen", "update"];

/**
 * Shows the outcome at once, then what the server says. Refused, the ticket goes back to what it was, unless something newer
 * has been heard of it; after a conflict it is fetched again.
 */
async function perform(
  { queryClient, me }: Acting,
  ticket: Ticket,
  expected: Ticket,
  call: () => Promise<Ticket>,
): Promise<Ticket> {
  if (expected !== ticket) applyTicket(queryClient, expected, me.id);
  try {
    const after = await call();
    if (after.abilities.length > 0) applyTicket(queryClient, after, me.id);
    else removeTicket(queryClient, { ticketId: ticket.id, reason: "transferred", by: { id: me.id, name: me.name } });
    return after;
  } catch (error) {
    if (expected !== ticket) applyTicket(queryClient, ticket, me.id);
    const takenBy = isApiError(error, "ticket_already_taken") ? error.problem?.takenBy : undefined;
    if (takenBy !== undefined && me.role === "AGENT")
      removeTicket(queryClient, { ticketId: ticket.id, reason: "accepted", by: takenBy });
    else if (!isApiError(error, "network")) {
      void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticket.id) });
      void queryClient.invalidateQueries({ queryKey: ticketKeys.lists });
    }
    throw error;
  } finally {
    void queryClient.invalidateQueries({ queryKey: ticketKeys.events(ticket.id) });
    void queryClient.invalidateQueries({ queryKey: ticketKeys.counts });
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
