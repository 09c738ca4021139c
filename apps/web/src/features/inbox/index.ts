/** The list of tickets: tabs, search, filters, and going through it by keyboard. */
export { InboxPane } from "./inbox-pane.tsx";
export { type InboxLook, isSameLook, lookOf, recentDays, sortsOf, tabsOf, usualSort } from "./inbox-look.ts";
export { setActive } from "./inbox-view.ts";
export { readLook, writeLook } from "./look-address.ts";
export { clearSelection, selectTickets, toggleSelected, useSelection } from "./selection.ts";
export { useBulkActions } from "./use-bulk-actions.ts";
export { useDefaultView } from "./use-default-view.ts";
export { viewHandlers } from "./view-realtime.ts";
export { viewsQuery } from "./view-queries.ts";
export { activeTicket, moveActive, visibleTickets } from "./visible-tickets.ts";
