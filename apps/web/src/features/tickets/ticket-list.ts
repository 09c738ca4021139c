import type { Ticket, TicketPriority, TicketSort, TicketStatus } from "@whatskovi/contract";
import { folded } from "../../lib/format/index.ts";

/** What narrows tickets, in the words of `GET /api/tickets`. Of several values of one any is enough. */
export type TicketNarrowing = {
  /** An id, `me`, or `none`. */
  readonly userId?: string;
  /** Ids, or `none`. */
  readonly queueId?: readonly string[];
  readonly tagId?: readonly string[];
  readonly connectionId?: string;
  readonly contactId?: string;
  readonly priority?: readonly TicketPriority[];
  readonly unread?: boolean;
  /** The last message came at this instant or later, and before that one; ISO 8601. */
  readonly lastMessageFrom?: string;
  readonly lastMessageBefore?: string;
  readonly q?: string;
};

/** Which tickets a list shows and in which order. The same conditions as the query of `GET /api/tickets`. */
export type TicketList = TicketNarrowing & {
  readonly status?: readonly TicketStatus[];
  readonly sort: TicketSort;
};

function matchesText(ticket: Ticket, q: string): boolean {
  const text = folded(q.trim());
  if (text === "") return true;
  if (folded(ticket.contact.name).includes(text)) return true;
  const digits = text.replace(/\D/g, "");
  if (digits === "") return false;
  const looksLikePhone = /^[\d\s()+.#-]+$/.test(text);
  if (!looksLikePhone) return false;
  return String(ticket.number) === digits || (ticket.contact.phoneNumber ?? "").includes(digits);
}

function matchesUser(ticket: Ticket, userId: string, me: string): boolean {
  if (userId === "none") return ticket.userId === null;
  return ticket.userId === (userId === "me" ? me : userId);
}

/** Whether a ticket passes, as the server would decide it. `me` is the id of the person signed in. */
export function isNarrowedTo(ticket: Ticket, by: TicketNarrowing, me: string): boolean {
  return (
    (by.userId === undefined || matchesUser(ticket, by.userId, me)) &&
    (by.queueId === undefined || by.queueId.includes(ticket.queueId ?? "none")) &&
    (by.tagId === undefined || ticket.tags.some((tag) => by.tagId?.includes(tag.id) === true)) &&
    (by.connectionId === undefined || ticket.whatsappId === by.connectionId) &&
    (by.contactId === undefined || ticket.contactId === by.contactId) &&
    (by.priority === undefined || by.priority.includes(ticket.priority)) &&
    (by.unread === undefined || ticket.unreadMessages > 0 === by.unread) &&
    (by.lastMessageFrom === undefined || ticket.lastMessageAt >= by.lastMessageFrom) &&
    (by.lastMessageBefore === undefined || ticket.lastMessageAt < by.lastMessageBefore) &&
    (by.q === undefined || matchesText(ticket, by.q))
  );
}

/** Whether a ticket belongs into a list, as the server would decide it. `me` is the id of the person signed in. */
export const matchesList = (ticket: Ticket, list: TicketList, me: string): boolean =>
  (list.status === undefined || list.status.includes(ticket.status)) && isNarrowedTo(ticket, list, me);
