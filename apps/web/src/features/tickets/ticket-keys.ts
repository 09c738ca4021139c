import type { Page, Ticket, UserSummary } from "@whatskovi/contract";
import type { InfiniteData } from "@tanstack/react-query";
import type { TicketList, TicketNarrowing } from "./ticket-list.ts";

/** Where tickets live in the query cache. */
export const ticketKeys = {
  all: ["tickets"] as const,
  lists: ["tickets", "list"] as const,
  list: (list: TicketList) => ["tickets", "list", list] as const,
  details: ["tickets", "detail"] as const,
  detail: (ticketId: string) => ["tickets", "detail", ticketId] as const,
  removal: (ticketId: string) => ["tickets", "removal", ticketId] as const,
  events: (ticketId: string) => ["tickets", "events", ticketId] as const,
  counts: ["tickets", "counts"] as const,
  countsOf: (narrowing: TicketNarrowing) => ["tickets", "counts", narrowing] as const,
};

export type TicketPages = InfiniteData<Page<Ticket>, string | null>;

/** Why a ticket is gone from one's sight, as `ticket:removed` told. */
export type TicketRemoval = {
  readonly reason: "accepted" | "transferred" | "closed" | "access_changed";
  readonly by: UserSummary | null;
};
