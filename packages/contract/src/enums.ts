import { z } from "zod";

export const Role = z.enum(["ADMIN", "SUPERVISOR", "AGENT"]);
export type Role = z.infer<typeof Role>;

export const UserStatus = z.enum(["ONLINE", "AWAY", "OFFLINE"]);
export type UserStatus = z.infer<typeof UserStatus>;

export const TicketStatus = z.enum(["PENDING", "OPEN", "CLOSED"]);
export type TicketStatus = z.infer<typeof TicketStatus>;

export const TicketPriority = z.enum(["LOW", "MEDIUM", "HIGH", "URGENT"]);
export type TicketPriority = z.infer<typeof TicketPriority>;

export const MessageDirection = z.enum(["INBOUND", "OUTBOUND"]);
export type MessageDirection = z.infer<typeof MessageDirection>;

/** What a message is. `SYSTEM` is a line written by WhatsApp itself; `UNSUPPORTED` is a kind that we keep but cannot show yet. */
export const MessageType = z.enum([
  "TEXT",
  "IMAGE",
  "VIDEO",
  "AUDIO",
  "DOCUMENT",
  "STICKER",
  "LOCATION",
  "CONTACT",
  "SYSTEM",
  "UNSUPPORTED",
]);
export type MessageType = z.infer<typeof MessageType>;

/**
 * How far a message has come. Outbound messages rise PENDING < SENDING < SENT < RECEIVED < READ and may end FAILED from the
 * first two; inbound messages are RECEIVED, then READ.
 */
export const MessageStatus = z.enum(["PENDING", "SENDING", "SENT", "RECEIVED", "READ", "FAILED"]);
export type MessageStatus = z.infer<typeof MessageStatus>;

/** Why a message could not be sent, in words that the screen can turn into a sentence and a way out. */
export const FailureCode = z.enum([
  "delivery_unknown",
  "not_connected",
  "invalid_recipient",
  "window_closed",
  "rate_limited",
  "restricted",
  "auth",
  "unsupported",
  "media_rejected",
  "connection_removed",
  "permanent",
]);
export type FailureCode = z.infer<typeof FailureCode>;

export const MediaStatus = z.enum(["PENDING", "READY", "FAILED"]);
export type MediaStatus = z.infer<typeof MediaStatus>;

export const DriverKind = z.enum(["simulator", "cloud-api", "whatsapp-web", "baileys"]);
export type DriverKind = z.infer<typeof DriverKind>;

/** Where a connection stands. The terminal refusals are `restricted`, `logged_out` and `failed`: nothing reconnects them but a person. */
export const ConnectionStatus = z.enum([
  "stopped",
  "starting",
  "pairing",
  "syncing",
  "online",
  "reconnecting",
  "restricted",
  "logged_out",
  "failed",
]);
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

export const IdentityKind = z.enum(["PHONE", "LID", "BSUID", "USERNAME", "GROUP"]);
export type IdentityKind = z.infer<typeof IdentityKind>;

/** What the person asking may do with a ticket. Sent with every ticket, so the screen never guesses. */
export const TicketAbility = z.enum([
  "accept",
  "send",
  "note",
  "read",
  "transfer",
  "return",
  "close",
  "reopen",
  "update",
]);
export type TicketAbility = z.infer<typeof TicketAbility>;

export const TicketEventType = z.enum([
  "OPENED",
  "ACCEPTED",
  "TRANSFERRED",
  "RETURNED",
  "CLOSED",
  "REOPENED",
  "TAGGED",
  "UNTAGGED",
  "PRIORITY_CHANGED",
]);
export type TicketEventType = z.infer<typeof TicketEventType>;
