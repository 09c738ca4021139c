import type { Translated } from "../../../lib/i18n/translated.ts";
import type { inbox as inboxSource } from "./pt-BR.ts";

export const inbox: Translated<typeof inboxSource> = {
  title: "Inbox",
  listName: "List of tickets",
  tabs: {
    mine: "Mine",
    pending: "Pending",
    all: "All",
    closed: "Closed",
    label: "Which tickets",
    overflow: "999+",
  },
  search: {
    label: "Search tickets",
    placeholder: "Name, phone or number",
  },
  filters: {
    open: "Filter",
    active: "{count, plural, one {# active filter} other {# active filters}}",
    queue: "Queue",
    tag: "Tag",
    connection: "Connection",
    agent: "Agent",
    any: "Any",
    nobody: "Nobody",
    unread: "Unread only",
    clear: "Clear filters",
    sort: "Order",
    sorts: {
      lastMessageAt: "Latest message",
      waitingSince: "Waiting longest",
      createdAt: "Newest tickets",
      priority: "Priority",
    },
  },
  row: {
    you: "You:",
    note: "Note:",
    draft: "Draft:",
    noMessage: "No message yet",
    unread: "{count, plural, one {# unread} other {# unread}}",
    waiting: "Waiting for {time}",
    with: "With {name}",
    priority: {
      HIGH: "High",
      URGENT: "Urgent",
    },
  },
  empty: {
    mine: {
      title: "Nothing is with you",
      text: "Accept a pending ticket to begin.",
      action: "See pending",
    },
    pending: {
      title: "Nobody is waiting",
      text: "When a customer writes, the ticket appears here by itself.",
    },
    all: {
      title: "No active ticket",
      text: "Pending and open tickets are here.",
    },
    closed: {
      title: "Nothing closed yet",
      text: "Closed tickets are kept here and can be reopened.",
    },
    search: {
      title: "Nothing found",
      text: "Check the search and the filters, or look in another tab.",
    },
    connect: "Connect a number",
  },
  loadingMore: "Loading more",
  resize: "Width of the list",
  back: "Back to the list",
  select: {
    title: "Choose a ticket",
    text: "Use the arrows or J and K to move through the list and Enter to open.",
    shortcuts: "See shortcuts",
  },
  shortcuts: {
    title: "Keyboard shortcuts",
    move: "Next and previous in the list",
    open: "Open the ticket",
    accept: "Accept",
    transfer: "Transfer",
    close: "Close",
    reply: "Reply",
    note: "Private note",
    search: "Search",
    details: "Show or hide the details",
    back: "Back",
    help: "Show these shortcuts",
    send: "Send",
    newline: "New line",
  },
};
