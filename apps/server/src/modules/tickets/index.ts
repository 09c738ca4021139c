/** Tickets: who may see and do what, how they move, and how they are shown. */
export { ticketHandlers } from "./ticket.controller.ts";
export { abilitiesOf, canSeeTicket, ticketAudience, relationOf, ticketScopeOf } from "./ticket.policy.ts";
export type { TicketAudience, TicketRelation, TicketViewer } from "./ticket.policy.ts";
export { loadTicketFor, loadVisibleTicket, requireAbility } from "./ticket.access.ts";
export {
  appendTicketEvents,
  findQueue,
  listActiveTicketIds,
  loadTicketState,
  lockTicketState,
  reserveCapacity,
} from "./ticket.repository.ts";
export { findActiveTicketOf, insertOpenedTicket } from "./open-ticket.repository.ts";
export type { NewTicketEvent, TicketState } from "./ticket.repository.ts";
export { loadTickets, visibleTickets } from "./ticket.read-model.ts";
export type { TicketRow } from "./ticket.read-model.ts";
export { presentTicket } from "./ticket.presenter.ts";
export { getTicket } from "./get-ticket.ts";
export { acceptTicket } from "./accept-ticket.ts";
export { transferTicket } from "./transfer-ticket.ts";
export { returnTicket, returnTicketsOf } from "./return-ticket.ts";
export { closeTicket } from "./close-ticket.ts";
export { reopenTicket } from "./reopen-ticket.ts";
export { readTicket } from "./read-ticket.ts";
export { updateTicket } from "./update-ticket.ts";
export { mergeTicketsOf, partTicketsOf } from "./merge-tickets.ts";
export { lockTicketsOf } from "./ticket-merge.repository.ts";
export type { TicketMerge } from "./ticket-merge.repository.ts";
export { type ReadReceiptPayload, SEND_READ_RECEIPTS } from "./read-receipt-jobs.repository.ts";
