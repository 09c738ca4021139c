/** The list of tickets: tabs, search, filters, and going through it by keyboard. */
export { InboxPane } from "./inbox-pane.tsx";
export { type InboxTab, isInboxTab, setActive, tabsOf } from "./inbox-view.ts";
export { activeTicket, moveActive } from "./visible-tickets.ts";
