import type { Translated } from "../../../lib/i18n/translated.ts";
import type { kinds as kindsSource, ticket as ticketSource } from "./pt-BR.ts";

export const kinds: Translated<typeof kindsSource> = {
  TEXT: "Message",
  IMAGE: "Image",
  VIDEO: "Video",
  AUDIO: "Audio",
  DOCUMENT: "Document",
  STICKER: "Sticker",
  LOCATION: "Location",
  CONTACT: "Contact card",
  SYSTEM: "Notice from WhatsApp",
  UNSUPPORTED: "A message we cannot show yet",
};

export const ticket: Translated<typeof ticketSource> = {
  status: {
    PENDING: "Pending",
    OPEN: "Open",
    CLOSED: "Closed",
  },
  priority: {
    LOW: "Low",
    MEDIUM: "Normal",
    HIGH: "High",
    URGENT: "Urgent",
  },
  number: "Ticket #{number}",
  actions: {
    accept: "Accept",
    transfer: "Transfer",
    return: "Return to queue",
    close: "Close",
    reopen: "Reopen",
    unread: "Mark as unread",
    read: "Mark as read",
    more: "More actions",
    details: "Details",
  },
  taken: "{name} has already taken this ticket.",
  takenBySomebody: "This ticket has already been taken.",
  removed: {
    transferred: "This ticket was transferred and left your list.",
    transferredBy: "{name} transferred this ticket and it left your list.",
    closed: "This ticket was closed.",
    access_changed: "You no longer have access to this ticket.",
  },
  notFound: {
    title: "Ticket not found",
    text: "It does not exist, or you may not see it.",
  },
  transfer: {
    title: "Transfer ticket",
    agent: "To whom",
    noAgent: "Nobody in particular",
    queue: "To which queue",
    keepQueue: "Keep the present queue",
    note: "Note for whoever takes over",
    notePlaceholder: "What has been done and what is left",
    toAgent: "Goes straight to {name}.",
    toQueue: "Waits again in the queue {name}.",
    choose: "Choose a person, a queue, or both.",
    submit: "Transfer",
    done: "Transferred.",
  },
  close: {
    title: "{count, plural, one {Close ticket} other {Close # tickets}}",
    text: "The customer can write again: that opens another ticket.",
    reason: "Reason (optional)",
    reasonPlaceholder: "Solved, no answer, wrong number…",
    submit: "Close",
    done: "Ticket closed.",
  },
  returned: "Back in the queue.",
  unread: "Marked as unread.",
  undo: "Undo",
};
