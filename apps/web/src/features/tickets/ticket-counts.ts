import type { QueryClient } from "@tanstack/react-query";
import type { Ticket, TicketCounts } from "@whatskovi/contract";
import { ticketKeys } from "./ticket-keys.ts";
import { isNarrowedTo, type TicketNarrowing } from "./ticket-list.ts";

/** The server counts no further: what it is told from here on changes nothing. */
const most = 1000;
/** The server is asked again at most so often, in milliseconds, however many events come. */
const restMs = 8000;
/** After a pause the answer need not wait. */
const firstMs = 500;

type Counting = {
  timer: ReturnType<typeof setTimeout> | null;
  askedAt: number;
  readonly known: Map<string, Ticket | null>;
};

const countings = new WeakMap<QueryClient, Counting>();

function countingOf(queryClient: QueryClient): Counting {
  const counting = countings.get(queryClient) ?? { timer: null, askedAt: 0, known: new Map<string, Ticket | null>() };
  countings.set(queryClient, counting);
  return counting;
}

/**
 * Asks the server for the counts again, soon and seldom: events have moved them already, and what they could not know (a ticket
 * never seen before, an answer that was older than the event) is put right by the last of these.
 */
export function refreshCounts(queryClient: QueryClient): void {
  const counting = countingOf(queryClient);
  if (counting.timer !== null) return;
  const wait = Math.max(firstMs, counting.askedAt + restMs - Date.now());
  counting.timer = setTimeout(() => {
    counting.timer = null;
    counting.askedAt = Date.now();
    void queryClient.invalidateQueries({ queryKey: ticketKeys.counts });
  }, wait);
}

/** In which counts a ticket is, as the server counts. */
function placesOf(ticket: Ticket, { userId, ...others }: TicketNarrowing, me: string): (keyof TicketCounts)[] {
  if (!isNarrowedTo(ticket, others, me)) return [];
  const isMine = ticket.status === "OPEN" && ticket.userId === me;
  const isOfAgent = userId === undefined || isNarrowedTo(ticket, { userId }, me);
  return [
    ...(isMine ? (["mine"] as const) : []),
    ...(isMine && ticket.unreadMessages > 0 ? (["unread"] as const) : []),
    ...(isOfAgent && ticket.status === "PENDING" ? (["pending"] as const) : []),
    ...(isOfAgent ? ([ticket.status === "CLOSED" ? "closed" : "all"] as const) : []),
  ];
}

function move(queryClient: QueryClient, before: Ticket | null, after: Ticket | null, me: string): void {
  for (const [key, counts] of queryClient.getQueriesData<TicketCounts>({ queryKey: ticketKeys.counts })) {
    if (counts === undefined) continue;
    const narrowing = (key[2] ?? {}) as TicketNarrowing;
    const moved = { ...counts };
    const change = (place: keyof TicketCounts, by: 1 | -1) => {
      if (counts[place] < most) moved[place] = Math.max(0, moved[place] + by);
    };
    for (const place of before === null ? [] : placesOf(before, narrowing, me)) change(place, -1);
    for (const place of after === null ? [] : placesOf(after, narrowing, me)) change(place, 1);
    if (Object.entries(moved).some(([place, count]) => counts[place as keyof TicketCounts] !== count))
      queryClient.setQueryData(key, moved);
  }
}

/** What events told last, or what was fetched since. */
function latestOf(told: Ticket | null | undefined, fetched: Ticket | undefined): Ticket | null | undefined {
  if (fetched === undefined || (told && told.updatedAt >= fetched.updatedAt)) return told;
  return fetched;
}

/**
 * Moves the counts by what a ticket has become, without a request. `findBefore` tells what is known of it so far. One of which
 * nothing is known moves nothing: whether it was counted only the server knows.
 */
export function countTicket(
  queryClient: QueryClient,
  ticket: Ticket,
  me: string,
  findBefore: () => Ticket | undefined,
): void {
  const { known } = countingOf(queryClient);
  const before = latestOf(known.get(ticket.id), findBefore());
  known.set(ticket.id, ticket);
  if (before !== undefined) move(queryClient, before, ticket, me);
}

/** A ticket that nobody could have counted so far, for it has just come into sight. */
export function countNewTicket(queryClient: QueryClient, ticket: Ticket): void {
  const { known } = countingOf(queryClient);
  if (!known.has(ticket.id)) known.set(ticket.id, null);
}

/** A ticket has left one's sight. */
export function countOff(
  queryClient: QueryClient,
  ticketId: string,
  me: string,
  findBefore: () => Ticket | undefined,
): void {
  const { known } = countingOf(queryClient);
  const before = latestOf(known.get(ticketId), findBefore());
  known.set(ticketId, null);
  if (before !== undefined) move(queryClient, before, null, me);
}
