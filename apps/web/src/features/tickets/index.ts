/** Tickets in the browser: where they are cached, how events change them, and what one can do with them. */
export { priorities } from "./priorities.ts";
export { ticketHandlers } from "./ticket-realtime.ts";
export { KindIcon } from "./kind-icon.tsx";
export {
  applyConnectionToTickets,
  applyContactToTickets,
  applyTicket,
  findInLists,
  findKnown,
  removeTicket,
  shortenList,
} from "./ticket-cache.ts";
export { refreshCounts } from "./ticket-counts.ts";
export { useTicketDialog } from "./ticket-dialog.ts";
export { CloseDialog, TicketDialogs, TransferDialog } from "./ticket-dialogs.tsx";
export { leaveTicket, useIsLeaving, useLeaveTicket } from "./ticket-leaving.ts";
export { ticketKeys, type TicketPages, type TicketRemoval } from "./ticket-keys.ts";
export { matchesList, type TicketList, type TicketNarrowing } from "./ticket-list.ts";
export { clearFailure, noteFailure, useTicketNotices } from "./ticket-notices.ts";
export { ticketCountsQuery, ticketEventsQuery, ticketListQuery, ticketQuery } from "./ticket-queries.ts";
export { type Acting, changeTickets, type Handover, markRead, setPriority, setTags } from "./ticket-verbs.ts";
export { actionsOf, type TicketAction, useTicketActions } from "./use-ticket-actions.ts";
export { useTicketRemoval } from "./use-ticket-removal.ts";
