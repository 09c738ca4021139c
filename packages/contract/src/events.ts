import { z } from "zod";
import { Connection } from "./endpoints/connections.ts";
import { Contact } from "./endpoints/contacts.ts";
import { ContactImport } from "./endpoints/contact-imports.ts";
import { Draft } from "./endpoints/drafts.ts";
import { Message } from "./endpoints/messages.ts";
import { Notification } from "./endpoints/notifications.ts";
import { Preferences } from "./endpoints/preferences.ts";
import { Alert, ConnectionGap } from "./endpoints/supervision.ts";
import { Ticket } from "./endpoints/tickets.ts";
import { User, UserSummary } from "./endpoints/users.ts";
import { InboxView } from "./endpoints/views.ts";
import { UserStatus } from "./enums.ts";
import { Id } from "./primitives.ts";

/**
 * What travels with every durable event as the second argument: its place in the stream of publications. Numbers rise, with
 * gaps where others saw what this person may not. Transient events (typing, presence, pairing) come without one.
 */
export const EventMeta = z.object({ seq: z.number().int() });
export type EventMeta = z.infer<typeof EventMeta>;

/** Events from the server. Payloads are what REST answers for the same entity. */
export const serverEvents = {
  /** A ticket has come into being, or into what this person may see. */
  "ticket:new": Ticket,
  "ticket:update": Ticket,
  /** A ticket has left what this person may see. `by` is who took it or moved it, where that may be known. */
  "ticket:removed": z.object({
    ticketId: Id,
    reason: z.enum(["accepted", "transferred", "closed", "access_changed"]),
    by: UserSummary.nullable(),
  }),
  "message:new": z.object({ message: Message, ticketId: Id }),
  "message:update": z.object({ message: Message, ticketId: Id }),
  /** A message turned out to be another one that is there: the echo of what we sent. */
  "message:removed": z.object({ messageId: Id, ticketId: Id }),
  /** Messages were moved into or out of a ticket's conversation: fetch it again. */
  "conversation:changed": z.object({ ticketId: Id }),
  "contact:update": Contact,
  /** Two contacts became one: `contactId` is gone, all of it is in `intoId`. */
  "contact:merged": z.object({ contactId: Id, intoId: Id }),
  /** An import of contacts has gone on or ended. For who began it, and for administrators. */
  "contact-import:update": ContactImport,
  /** The person's own account has changed: role, queues, limits. */
  "user:update": User,
  /** The person's own preferences have changed, in whichever browser. */
  "preferences:changed": Preferences,
  /** The person's own views of the inbox have changed, in whichever browser: all of them, in their order. */
  "views:changed": z.object({ views: z.array(InboxView) }),
  /** Something meant for this person. */
  "notification:new": Notification,
  /** They have read these, in whichever browser. */
  "notification:read": z.object({ notificationIds: z.array(Id) }),
  "user:online": z.object({ userId: Id }),
  "user:offline": z.object({ userId: Id }),
  /** `isByHand`: they have said themselves that they are away, and did not only leave it alone. */
  "user:status": z.object({ userId: Id, status: UserStatus, isByHand: z.boolean().default(false) }),
  /** The person's own draft of a ticket has changed, in whichever browser. */
  "draft:changed": Draft,
  /** A queue, tag or field was made, changed or deleted, or many contacts at once were: fetch the list again. */
  "catalogue:changed": z.object({
    catalogue: z.enum(["queues", "tags", "users", "quickReplies", "customFields", "contacts"]),
  }),
  "connection:update": Connection,
  "connection:removed": z.object({ connectionId: Id }),
  /** An interruption of a number has begun, ended, or is told more of. For administrators. */
  "connection:gap": ConnectionGap,
  /** For administrators; resolved ones leave the list. */
  "alert:changed": Alert,
  "whatsapp:qr": z.object({ connectionId: Id, qrCode: z.string() }),
  "whatsapp:ready": z.object({ connectionId: Id, phoneNumber: z.string().nullable() }),
  "whatsapp:disconnected": z.object({ connectionId: Id }),
  /** Somebody types: a colleague (`userId`) or the customer (`contactId`). Holds for 6 seconds unless repeated. */
  "ticket:typing": z.object({
    ticketId: Id,
    userId: Id.optional(),
    userName: z.string().optional(),
    contactId: Id.optional(),
  }),
  /** Who has a ticket open and in sight, everybody of them, oneself too. Told anew whenever it changes, and after connecting. */
  "ticket:viewers": z.object({ ticketId: Id, viewers: z.array(UserSummary) }),
  /** First after every connection: sync from `seq` on, having subscribed before fetching. */
  "session:ready": z.object({
    seq: z.number().int(),
    onlineUserIds: z.array(Id),
    /** Whether the person has said, in whichever browser, that they are away. */
    isAwayByHand: z.boolean().default(false),
  }),
  /** This session has ended: signed out elsewhere, deactivated, or revoked. The socket closes. */
  "session:ended": z.object({ reason: z.enum(["signed_out", "deactivated", "revoked"]) }),
} as const;
export type ServerEventName = keyof typeof serverEvents;
export type ServerEventPayload<Name extends ServerEventName> = z.output<(typeof serverEvents)[Name]>;

/** Events that are stored in the stream, numbered, and found again by `GET /api/sync`. */
export const durableEventNames = [
  "ticket:new",
  "ticket:update",
  "ticket:removed",
  "message:new",
  "message:update",
  "message:removed",
  "conversation:changed",
  "contact:update",
  "contact:merged",
  "contact-import:update",
  "user:update",
  "preferences:changed",
  "views:changed",
  "draft:changed",
  "notification:new",
  "notification:read",
  "catalogue:changed",
  "connection:update",
  "connection:removed",
  "connection:gap",
  "alert:changed",
] as const satisfies readonly ServerEventName[];
export type DurableEventName = (typeof durableEventNames)[number];

const durableEvent = <const Name extends DurableEventName>(name: Name) =>
  z.object({ name: z.literal(name), payload: serverEvents[name], seq: z.number().int() });

/** An event as `GET /api/sync` lists it. */
export const AnyServerEvent = z.discriminatedUnion("name", [
  durableEvent("ticket:new"),
  durableEvent("ticket:update"),
  durableEvent("ticket:removed"),
  durableEvent("message:new"),
  durableEvent("message:update"),
  durableEvent("message:removed"),
  durableEvent("conversation:changed"),
  durableEvent("contact:update"),
  durableEvent("contact:merged"),
  durableEvent("contact-import:update"),
  durableEvent("user:update"),
  durableEvent("preferences:changed"),
  durableEvent("views:changed"),
  durableEvent("draft:changed"),
  durableEvent("notification:new"),
  durableEvent("notification:read"),
  durableEvent("catalogue:changed"),
  durableEvent("connection:update"),
  durableEvent("connection:removed"),
  durableEvent("connection:gap"),
  durableEvent("alert:changed"),
]);
export type AnyServerEvent = z.infer<typeof AnyServerEvent>;

/** Events from the browser. The server believes no id of a person in them: who types is who is signed in. */
export const clientEvents = {
  "ticket:typing": z.object({ ticketId: Id, userId: Id.optional() }),
  /** Which ticket is open and in sight here, null for none; repeated every 20 seconds while that lasts. */
  "ticket:viewing": z.object({ ticketId: Id.nullable() }),
  /** The person has been inactive, or is back. */
  "user:activity": z.object({ isActive: z.boolean() }),
} as const;
export type ClientEventName = keyof typeof clientEvents;
export type ClientEventPayload<Name extends ClientEventName> = z.output<(typeof clientEvents)[Name]>;
