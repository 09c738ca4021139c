import type { TicketPriority } from "@whatskovi/contract";

/** The most urgent first. */
export const priorities: readonly TicketPriority[] = ["URGENT", "HIGH", "MEDIUM", "LOW"];
