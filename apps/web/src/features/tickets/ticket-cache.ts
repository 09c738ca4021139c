import type { QueryClient } from "@tanstack/react-query";
import type { ConnectionSummary, Contact, ServerEventPayload, Ticket } from "@whatskovi/contract";
import { firstPages, mapRows, withoutRow, withRow } from "../../lib/query/paged-rows.ts";
import { countOff, countTicket } from "./ticket-counts.ts";
import { ticketKeys, type TicketPages, type TicketRemoval } from "./ticket-keys.ts";
import { matchesList, type TicketList } from "./ticket-list.ts";
import { compareTickets } from "./ticket-order.ts";

const latestSeen = new WeakMap<QueryClient, Map<string, string>>();

/** Whether something newer of this ticket has been applied already. Remembers what it lets pass. */
function isOutdated(queryClient: QueryClient, ticket: Ticket): boolean {
  const seen = latestSeen.get(queryClient) ?? new Map<string, string>();
  latestSeen.set(queryClient, seen);
  const latest = seen.get(ticket.id);
  if (latest !== undefined && latest > ticket.updatedAt) return true;
  seen.set(ticket.id, ticket.updatedAt);
  return false;
}

function updateLists(queryClient: QueryClient, update: (pages: TicketPages, list: TicketList) => TicketPages): void {
  for (const [key, pages] of queryClient.getQueriesData<TicketPages>({ queryKey: ticketKeys.lists })) {
    if (pages === undefined) continue;
    const updated = update(pages, key[2] as TicketList);
    if (updated !== pages) queryClient.setQueryData(key, updated);
  }
}

function placeTicket(pages: TicketPages, list: TicketList, ticket: Ticket, me: string): TicketPages {
  const current = pages.pages.flatMap((page) => page.items).find((row) => row.id === ticket.id);
  if (current !== undefined && current.updatedAt > ticket.updatedAt) return pages;
  return matchesList(ticket, list, me)
    ? withRow(pages, ticket, compareTickets(list.sort))
    : withoutRow(pages, ticket.id);
}

const tagIds = (ticket: Ticket) => ticket.tags.map((tag) => tag.id).join();

const hasMovedOn = (before: Ticket, after: Ticket) =>
  before.status !== after.status ||
  before.userId !== after.userId ||
  before.queueId !== after.queueId ||
  before.priority !== after.priority ||
  tagIds(before) !== tagIds(after);

/**
 * `ticket:new`, `ticket:update`, and what a verb answered: the ticket enters, moves in or leaves every list by the list's own
 * conditions. What is older than what was applied before changes nothing.
 */
export function applyTicket(queryClient: QueryClient, ticket: Ticket, me: string): void {
  if (isOutdated(queryClient, ticket)) return;
  countTicket(queryClient, ticket, me, () => findKnown(queryClient, ticket.id));
  updateLists(queryClient, (pages, list) => placeTicket(pages, list, ticket, me));
  const before = queryClient.getQueryData<Ticket>(ticketKeys.detail(ticket.id));
  if (before !== undefined && before.updatedAt <= ticket.updatedAt) {
    queryClient.setQueryData(ticketKeys.detail(ticket.id), ticket);
    if (hasMovedOn(before, ticket)) void queryClient.invalidateQueries({ queryKey: ticketKeys.events(ticket.id) });
  }
  if (queryClient.getQueryData(ticketKeys.removal(ticket.id)) !== undefined)
    queryClient.setQueryData(ticketKeys.removal(ticket.id), null);
}

/** `ticket:removed`: gone from every list, and nothing kept that no event will keep right; whoever has it open learns who took it. */
export function removeTicket(
  queryClient: QueryClient,
  { ticketId, reason, by }: ServerEventPayload<"ticket:removed">,
  me: string,
): void {
  countOff(queryClient, ticketId, me, () => findKnown(queryClient, ticketId));
  updateLists(queryClient, (pages) => withoutRow(pages, ticketId));
  queryClient.setQueryData(ticketKeys.removal(ticketId), { reason, by } satisfies TicketRemoval);
  queryClient.removeQueries({ queryKey: ticketKeys.detail(ticketId) });
  queryClient.removeQueries({ queryKey: ticketKeys.events(ticketId) });
}

function changeTickets(queryClient: QueryClient, change: (ticket: Ticket) => Ticket): void {
  updateLists(queryClient, (pages) => mapRows(pages, change));
  queryClient.setQueriesData<Ticket>({ queryKey: ticketKeys.details }, (ticket) =>
    ticket === undefined ? ticket : change(ticket),
  );
}

/** `contact:update`: the name and state that tickets show of their contact. */
export function applyContactToTickets(queryClient: QueryClient, { id, name, phoneNumber, isBlocked }: Contact): void {
  changeTickets(queryClient, (ticket) =>
    ticket.contactId === id ? { ...ticket, contact: { id, name, phoneNumber, isBlocked } } : ticket,
  );
}

/** `connection:update`: the name and state that tickets show of their number. */
export function applyConnectionToTickets(
  queryClient: QueryClient,
  { id, name, driver, status }: ConnectionSummary,
): void {
  changeTickets(queryClient, (ticket) =>
    ticket.whatsappId === id ? { ...ticket, connection: { id, name, driver, status } } : ticket,
  );
}

/** What the lists know of a ticket. */
export function findInLists(queryClient: QueryClient, ticketId: string): Ticket | undefined {
  for (const [, pages] of queryClient.getQueriesData<TicketPages>({ queryKey: ticketKeys.lists })) {
    for (const page of pages?.pages ?? []) {
      const found = page.items.find((ticket) => ticket.id === ticketId);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The ticket as it is known here, wherever it was seen: opened by itself, or in a list. */
export const findKnown = (queryClient: QueryClient, ticketId: string): Ticket | undefined =>
  queryClient.getQueryData<Ticket>(ticketKeys.detail(ticketId)) ?? findInLists(queryClient, ticketId);

/** Lists are fetched again page by page: more pages than these at once nobody would wait for. */
const mostPagesAgain = 10;

/** Fetches all lists again. Of one that was scrolled far, the rest follows when it is scrolled to. */
export function refetchLists(queryClient: QueryClient): void {
  updateLists(queryClient, (pages) => firstPages(pages, mostPagesAgain));
  void queryClient.invalidateQueries({ queryKey: ticketKeys.lists });
}

/** Gives the memory of a list that is looked at no more free, up to what is seen first when it is looked at again. */
export function shortenList(queryClient: QueryClient, list: TicketList): void {
  queryClient.setQueryData<TicketPages>(ticketKeys.list(list), (pages) => pages && firstPages(pages, 2));
}
