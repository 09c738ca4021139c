import type { Ticket, TicketSort, TicketStatus } from "@whatskovi/contract";

/** Which tickets a list shows and in which order. The same conditions as the query of `GET /api/tickets`. */
export type TicketList = {
  readonly status?: readonly TicketStatus[];
  /** An id, `me`, or `none`. */
  readonly userId?: string;
  readonly queueId?: string;
  readonly tagId?: string;
  readonly connectionId?: string;
  readonly contactId?: string;
  readonly unread?: boolean;
  readonly q?: string;
  readonly sort: TicketSort;
};

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function matchesText(ticket: Ticket, q: string): boolean {
  const text = fold(q.trim());
  if (text === "") return true;
  if (fold(ticket.contact.name).includes(text)) return true;
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

/** Whether a ticket belongs into a list, as the server would decide it. `me` is the id of the person signed in. */
export function matchesList(ticket: Ticket, list: TicketList, me: string): boolean {
  return (
    (list.status === undefined || list.status.includes(ticket.status)) &&
    (list.userId === undefined || matchesUser(ticket, list.userId, me)) &&
    (list.queueId === undefined || ticket.queueId === list.queueId) &&
    (list.tagId === undefined || ticket.tags.some((tag) => tag.id === list.tagId)) &&
    (list.connectionId === undefined || ticket.whatsappId === list.connectionId) &&
    (list.contactId === undefined || ticket.contactId === list.contactId) &&
    (list.unread === undefined || ticket.unreadMessages > 0 === list.unread) &&
    (list.q === undefined || matchesText(ticket, list.q))
  );
}
