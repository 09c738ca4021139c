import type { Translated } from "../../../lib/i18n/translated.ts";
import type { notifications as source } from "./pt-BR.ts";

export const notifications: Translated<typeof source> = {
  title: "Notifications",
  which: "Which notifications",
  all: "All",
  onlyUnread: "Unread",
  unread: "Unread:",
  unreadCount: "{count, plural, one {# unread} other {# unread}}",
  readAll: "Mark all as read",
  readOne: "Mark as read",
  in: "{contact} · #{number}",
  deleted: "The note was deleted",
  nothing: "Nothing here yet",
  nothingText: "When somebody mentions you in a note or hands you a ticket, it stays here until you have seen it.",
  nothingUnread: "All read",
  nothingUnreadText: "What you have seen is still under “All”.",
  notice: {
    somebody: "Somebody",
    mention: "{name} mentioned you",
    transfer: "{name} handed you a ticket",
    queueTicket: "New ticket: {name}",
    waiting: "Waiting in the queue",
    waitingIn: "Waiting in {queue}",
    messages: "{count, plural, one {New message} other {# new messages}}",
    summary: "News in {count, plural, one {# ticket} other {# tickets}}",
    others: "{count, plural, one {# more} other {# more}}",
  },
  lines: {
    offer: "Something came for you. This browser does not tell you outside this page yet.",
    allow: "Allow notifications",
    later: "Not now",
    soundBlocked: "The browser plays notification sounds only after a click on this page.",
  },
};
