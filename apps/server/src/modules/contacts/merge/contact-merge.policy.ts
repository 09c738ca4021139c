import type { TicketScope } from "../../../platform/outbox/outbox.ts";
import { canSeeTicket, type TicketViewer } from "../../tickets/index.ts";

/**
 * Whether a person who sees both contacts may make them one, or part them: who sees every active ticket of both. For a merge
 * brings the conversations of two active tickets together, and nobody may come to see by it what they could not see before.
 */
export const mayMerge = (viewer: TicketViewer, tickets: readonly TicketScope[]): boolean =>
  tickets.every((ticket) => ticket.status === "CLOSED" || canSeeTicket(viewer, ticket));
