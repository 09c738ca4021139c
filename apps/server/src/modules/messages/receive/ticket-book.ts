import { newId } from "../../../platform/ids.ts";
import type { PlannedMessage } from "./batch-plan.ts";
import type { ActiveTicket, Route } from "./batch-state.ts";

/** A ticket as the batch leaves it. */
export type PlannedTicket = {
  readonly id: string;
  readonly contactId: string;
  readonly queueId: string | null;
  readonly isNew: boolean;
  unread: number;
  lastMessageAt: Date;
  /** What the inbox shows of it from now on; null when that has not changed. */
  lastMessage: PlannedMessage | null;
  waitingSince: Date | null;
  lastInboundAt: Date | null;
  greetedAt: Date | null;
  readonly messageIds: string[];
};

/** Knows the active tickets of a batch's contacts and opens those that are missing. */
export class TicketBook {
  readonly #tickets = new Map<string, PlannedTicket>();
  readonly #touched = new Set<PlannedTicket>();
  readonly #route: Route;

  constructor(active: readonly ActiveTicket[], route: Route) {
    this.#route = route;
    for (const ticket of active) {
      const state = { queueId: null, isNew: false, unread: 0, lastMessage: null, greetedAt: null, messageIds: [] };
      this.#tickets.set(ticket.contactId, { ...state, ...ticket });
    }
  }

  /** The contact's active ticket, opened when there is none. */
  ticketOf(contactId: string, at: Date): PlannedTicket {
    const known = this.#tickets.get(contactId);
    if (known !== undefined) return known;
    const ticket: PlannedTicket = {
      id: newId(),
      contactId,
      queueId: this.#route.queueId,
      isNew: true,
      unread: 0,
      lastMessageAt: at,
      lastMessage: null,
      waitingSince: null,
      lastInboundAt: null,
      greetedAt: null,
      messageIds: [],
    };
    this.#tickets.set(contactId, ticket);
    return ticket;
  }

  /** Counts a message in. What is older than the last one is not what the inbox shows, and when replayed makes nobody wait. */
  add(ticket: PlannedTicket, message: PlannedMessage, isReplayed: boolean): void {
    this.#touched.add(ticket);
    ticket.messageIds.push(message.id);
    const isNewest = message.sentAt >= ticket.lastMessageAt;
    if (isNewest) {
      ticket.lastMessageAt = message.sentAt;
      ticket.lastMessage = message;
    }
    if (message.direction === "OUTBOUND") {
      if (ticket.lastInboundAt === null || message.sentAt >= ticket.lastInboundAt) ticket.waitingSince = null;
      return;
    }
    ticket.unread += 1;
    if (isNewest || !isReplayed) ticket.waitingSince ??= message.sentAt;
    if (ticket.lastInboundAt === null || ticket.lastInboundAt < message.sentAt) ticket.lastInboundAt = message.sentAt;
  }

  /** Those that a message was added to, in the order of their first one. */
  get touched(): PlannedTicket[] {
    return [...this.#touched];
  }
}
