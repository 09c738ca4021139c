import type { Message, MessageType, Notification, Ticket } from "@whatskovi/contract";
import { plainText } from "../conversation/index.ts";
import type { NewsKind } from "./decide.ts";

/** What an event told, before it is known whom it concerns. */
export type Heard =
  | { readonly of: "message"; readonly ticketId: string; readonly message: Message }
  | { readonly of: "ticket"; readonly ticketId: string; readonly ticket: Ticket }
  | { readonly of: "notification"; readonly ticketId: string; readonly notification: Notification };

/** A piece of news with what is said of it. */
export type News = {
  readonly kind: NewsKind;
  readonly ticketId: string;
  readonly contactName: string;
  /** The colleague who did it; null where it was the customer. */
  readonly by: string | null;
  readonly queueName: string | null;
  readonly messageId: string | null;
  readonly messageType: MessageType | null;
  /** On one line, without marks; empty where there is none. */
  readonly text: string;
};

type Me = { readonly id: string; readonly queueIds: readonly string[] };

/** A ticket without a queue waits for whoever sees it. */
const isInMyQueues = ({ queueId }: Ticket, { queueIds }: Me): boolean => queueId === null || queueIds.includes(queueId);

const isWaiting = (ticket: Ticket, me: Me): boolean =>
  ticket.status === "PENDING" && ticket.userId === null && isInMyQueues(ticket, me);

/** Told late, a new ticket does not come as new: the message that began it was stored with it. */
const withinMs = 2000;
const hasBegun = (message: Message, ticket: Ticket): boolean =>
  Date.parse(message.createdAt) - Date.parse(ticket.createdAt) < withinMs;

function kindOfMessage(message: Message, ticket: Ticket, me: Me): NewsKind {
  if (ticket.userId === me.id) return "ownMessage";
  return isWaiting(ticket, me) && hasBegun(message, ticket) ? "queueTicket" : "otherMessage";
}

function newsOfMessage(message: Message, ticket: Ticket, me: Me): News | null {
  // Who has read it, here or elsewhere, knows of it.
  if (ticket.unreadMessages === 0 || message.deletedAt !== null) return null;
  const text = plainText(message.body);
  return {
    kind: kindOfMessage(message, ticket, me),
    ticketId: ticket.id,
    contactName: ticket.contact.name,
    by: null,
    queueName: ticket.queue?.name ?? null,
    messageId: message.id,
    messageType: message.type,
    text: message.author !== null && text !== "" ? `${message.author.name}: ${text}` : text,
  };
}

function newsOfTicket(ticket: Ticket, me: Me): News | null {
  if (!isWaiting(ticket, me)) return null;
  const { lastMessage } = ticket;
  const isTheirs = lastMessage !== null && lastMessage.direction === "INBOUND";
  return {
    kind: "queueTicket",
    ticketId: ticket.id,
    contactName: ticket.contact.name,
    by: null,
    queueName: ticket.queue?.name ?? null,
    messageId: null,
    messageType: isTheirs ? lastMessage.type : null,
    text: isTheirs ? plainText(lastMessage.body) : "",
  };
}

const newsOfNotification = (notification: Notification): News | null =>
  notification.readAt !== null
    ? null
    : {
        kind: notification.kind === "MENTION" ? "mention" : "transfer",
        ticketId: notification.ticketId,
        contactName: notification.contactName,
        by: notification.by?.name ?? null,
        queueName: null,
        messageId: notification.messageId,
        messageType: notification.messageType,
        text: plainText(notification.text),
      };

/** What an event means to somebody; null for what is no news to them. `ticket` is its ticket as it is now, null where it is out of sight. */
export function newsOf(heard: Heard, ticket: Ticket | null, me: Me): News | null {
  if (heard.of === "notification") return newsOfNotification(heard.notification);
  if (ticket === null) return null;
  return heard.of === "message" ? newsOfMessage(heard.message, ticket, me) : newsOfTicket(ticket, me);
}
