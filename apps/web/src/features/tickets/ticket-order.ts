import type { Ticket, TicketPriority, TicketSort } from "@whatskovi/contract";

const priorityRank: Record<TicketPriority, number> = { LOW: 0, MEDIUM: 1, HIGH: 2, URGENT: 3 };

const newest = (one: string, other: string) => (one === other ? 0 : one > other ? -1 : 1);

function longestWaiting(one: Ticket, other: Ticket): number {
  if (one.waitingSince === other.waitingSince) return 0;
  if (one.waitingSince === null) return 1;
  if (other.waitingSince === null) return -1;
  return one.waitingSince < other.waitingSince ? -1 : 1;
}

const orders: Record<TicketSort, (one: Ticket, other: Ticket) => number> = {
  lastMessageAt: (one, other) => newest(one.lastMessageAt, other.lastMessageAt) || newest(one.id, other.id),
  createdAt: (one, other) => newest(one.createdAt, other.createdAt) || newest(one.id, other.id),
  waitingSince: (one, other) => longestWaiting(one, other) || -newest(one.id, other.id),
  priority: (one, other) =>
    priorityRank[other.priority] - priorityRank[one.priority] ||
    newest(one.lastMessageAt, other.lastMessageAt) ||
    newest(one.id, other.id),
};

/** The order of `GET /api/tickets` for each sort, as a comparison: negative when the first stands above the second. */
export const compareTickets = (sort: TicketSort) => orders[sort];
