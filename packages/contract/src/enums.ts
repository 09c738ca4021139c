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
  "cancelled",
  "permanent",
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** What is asked of WhatsApp about a message that is there. */
export const MessageActionKind = z.enum(["REACTION", "EDIT", "REVOKE"]);
export type MessageActionKind = z.infer<typeof MessageActionKind>;

export const MessageActionStatus = z.enum(["PENDING", "SENDING", "DONE", "FAILED"]);
export type MessageActionStatus = z.infer<typeof MessageActionStatus>;

/**
 * Why a message waits although its number is connected: `pacing` keeps the gap between two sends, `daily_cap` the number of
 * people written to first in a day, `restricted` a restriction of WhatsApp's that ends by itself, `undo` the seconds in which
 * its author may take it back.
 */
export const HoldReason = z.enum(["pacing", "daily_cap", "restricted", "undo"]);
export type HoldReason = z.infer<typeof HoldReason>;

export const MediaStatus = z.enum(["PENDING", "READY", "FAILED"]);
export type MediaStatus = z.infer<typeof MediaStatus>;

export const DriverKind = z.enum(["simulator", "cloud-api", "whatsapp-web", "baileys"]);
export type DriverKind = z.infer<typeof DriverKind>;

/**
 * Where a connection stands. The terminal refusals are `restricted`, `logged_out` and `failed`: nothing reconnects them but a
 * person, or the end of a restriction that ends by itself.
 */
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

/** Why a connection stands where it stands, in words that the screen can turn into a sentence and a way out. Stable. */
export const ConnectionStatusCode = z.enum([
  /** The phone has removed this device: pair again. */
  "unlinked",
  /** Another program has taken the session over: end that one, then connect. */
  "replaced",
  /** Nobody paired in time: connect again and scan. */
  "pairing_expired",
  /** WhatsApp holds the account back for a while. */
  "restricted",
  /** WhatsApp has blocked the account. */
  "banned",
  /** WhatsApp no longer takes this version: update WhatsKovi. */
  "version_too_old",
  /** The token or the settings are not accepted: enter them anew. */
  "credentials_rejected",
  /** Sealed with another key: set the key back, or enter them anew. */
  "credentials_unreadable",
  /** The program that it needs is not on this server: install it. */
  "browser_missing",
  "package_missing",
  /** This server does not offer the kind. */
  "driver_unavailable",
  /** WhatsApp asked for a new connection: it comes by itself. */
  "restarting",
  /** WhatsApp cannot be reached: tried again by itself. */
  "network",
  /** Tried again by itself, as the next two. */
  "start_failed",
  "crashed",
  /** It said that it was online and did not answer. */
  "probe_failed",
  /** WhatsApp refused for a reason that we do not know. */
  "refused",
]);
export type ConnectionStatusCode = z.infer<typeof ConnectionStatusCode>;

/** Why a number was away: by a person, for the server was off or died, or for what its state said. */
export const GapCause = z.enum(["switched_off", "server_stopped", "server_died", ...ConnectionStatusCode.options]);
export type GapCause = z.infer<typeof GapCause>;

/** The number is away; it is online again and what it missed is being fetched; the report is complete. */
export const GapState = z.enum(["running", "catching_up", "done"]);
export type GapState = z.infer<typeof GapState>;

/**
 * How far the driver could look for what was missed: everything, the latest of each conversation, not at all (WhatsApp itself
 * sends again what we did not confirm), or it failed at it.
 */
export const GapCoverage = z.enum(["full", "recent", "none", "failed"]);
export type GapCoverage = z.infer<typeof GapCoverage>;

/** What somebody is notified of by name: a colleague named them in a note, or handed a ticket to them. */
export const NotificationKind = z.enum(["MENTION", "TRANSFER"]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** A number is away for more than a minute, was refused for good, or was away and is back. */
export const AlertKind = z.enum(["connection_down", "connection_refused", "connection_gap"]);
export type AlertKind = z.infer<typeof AlertKind>;

export const IdentityKind = z.enum(["PHONE", "LID", "BSUID", "USERNAME", "GROUP"]);
export type IdentityKind = z.infer<typeof IdentityKind>;

/**
 * Why two contacts may be one person: the same phone in another writing, the last eight digits of their phones, the same
 * name, e-mail address or username.
 */
export const DuplicateReason = z.enum(["phone", "phone_ending", "name", "email", "username"]);
export type DuplicateReason = z.infer<typeof DuplicateReason>;

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
  /** Became one with another ticket of the contact: `{ticket: {id, number}, role}`, where the role is `kept` or `closed`. */
  "MERGED",
  /** That was undone: the same details. */
  "UNMERGED",
]);
export type TicketEventType = z.infer<typeof TicketEventType>;

/** What a field of the company's own holds. */
export const CustomFieldKind = z.enum(["TEXT", "NUMBER", "DATE", "CHOICE", "YES_NO", "LINK"]);
export type CustomFieldKind = z.infer<typeof CustomFieldKind>;

/** A DRAFT is a file that was read and waits for somebody to begin it; QUEUED waits for its turn. The last three are ends. */
export const ContactImportStatus = z.enum(["DRAFT", "QUEUED", "RUNNING", "DONE", "CANCELLED", "FAILED"]);
export type ContactImportStatus = z.infer<typeof ContactImportStatus>;

/** Why an import ended before its file did: who began it may not any more, or the file cannot be read as it was told. */
export const ContactImportFailure = z.enum(["not_allowed", "unreadable", "too_many_rows", "internal"]);
export type ContactImportFailure = z.infer<typeof ContactImportFailure>;

/** As the WHATWG names encodings. */
export const CsvEncoding = z.enum(["utf-8", "windows-1252", "utf-16le", "utf-16be"]);
export type CsvEncoding = z.infer<typeof CsvEncoding>;

export const CsvDelimiter = z.enum([",", ";", "\t", "|"]);
export type CsvDelimiter = z.infer<typeof CsvDelimiter>;

export const DuplicateHandling = z.enum(["update", "skip"]);
export type DuplicateHandling = z.infer<typeof DuplicateHandling>;

/** Why a row of a file was not stored. */
export const RejectionReason = z.enum([
  "phone_missing",
  "phone_invalid",
  /** A spreadsheet has turned the phone into `5,51199E+12`: its digits are lost. */
  "phone_scientific",
  "email_invalid",
  "name_too_long",
  "notes_too_long",
  "field_invalid",
  /** The phone is of a contact that the person importing may not see. */
  "out_of_sight",
]);
export type RejectionReason = z.infer<typeof RejectionReason>;
