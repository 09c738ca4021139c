import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import {
  MessageDirection,
  MessageStatus,
  MessageType,
  TicketAbility,
  TicketEventType,
  TicketPriority,
  TicketStatus,
} from "../enums.ts";
import { Id, IdParams, Name, pageOf, PageQuery, QueryBoolean, Timestamp } from "../primitives.ts";
import { ConnectionSummary } from "./connections.ts";
import { ContactSummary, PhoneNumber } from "./contacts.ts";
import { QueueSummary } from "./queues.ts";
import { Tag } from "./tags.ts";
import { UserSummary } from "./users.ts";

/** The last message as a list row shows it: at most 200 characters. */
export const MessagePreview = z.object({
  body: z.string(),
  type: MessageType,
  direction: MessageDirection,
  status: MessageStatus,
  isPrivate: z.boolean(),
  /** Deleted: then the body is empty. */
  isDeleted: z.boolean().optional(),
});
export type MessagePreview = z.infer<typeof MessagePreview>;

/** One service to one contact on one number, from the first message to the closing. */
export const Ticket = z.object({
  id: Id,
  /** Short, for people: `#1042`. */
  number: z.number().int(),
  status: TicketStatus,
  priority: TicketPriority,
  unreadMessages: z.number().int(),
  contactId: Id,
  contact: ContactSummary,
  userId: Id.nullable(),
  user: UserSummary.nullable(),
  queueId: Id.nullable(),
  queue: QueueSummary.nullable(),
  whatsappId: Id,
  connection: ConnectionSummary,
  tags: z.array(Tag),
  lastMessageAt: Timestamp,
  lastMessage: MessagePreview.nullable(),
  /** Since when the customer waits for an answer; null when nobody waits. */
  waitingSince: Timestamp.nullable(),
  /** The customer's last message: the official API's 24-hour window counts from it. */
  lastInboundAt: Timestamp.nullable(),
  firstResponseAt: Timestamp.nullable(),
  closedAt: Timestamp.nullable(),
  closeReason: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** What the person asking may do. */
  abilities: z.array(TicketAbility),
});
export type Ticket = z.infer<typeof Ticket>;

/** Something that happened to a ticket: its timeline, and the one source of reports. */
export const TicketEvent = z.object({
  id: Id,
  type: TicketEventType,
  /** Null when nobody did it: the system or the customer. */
  user: UserSummary.nullable(),
  /** `{fromUser, toUser, fromQueue, toQueue, note, reason, tag, from, to, ticket, role}`, as the type has need of. */
  details: z.record(z.string(), z.unknown()),
  createdAt: Timestamp,
});
export type TicketEvent = z.infer<typeof TicketEvent>;

export const TicketSort = z.enum(["lastMessageAt", "waitingSince", "createdAt", "priority"]);
export type TicketSort = z.infer<typeof TicketSort>;

/** Which tickets: all conditions are joined by AND, and always with what the person may see. */
export const TicketFilter = z.strictObject({
  status: z
    .string()
    .transform((value) => value.split(","))
    .pipe(z.array(TicketStatus).min(1).max(3))
    .optional(),
  queueId: Id.optional(),
  /** An id, `me`, or `none`. */
  userId: z.union([Id, z.literal("me"), z.literal("none")]).optional(),
  tagId: Id.optional(),
  connectionId: Id.optional(),
  contactId: Id.optional(),
  unread: QueryBoolean.optional(),
  /** Part of the contact's name or phone number, or the ticket's number. */
  q: z.string().trim().max(200).optional(),
});
export type TicketFilter = z.infer<typeof TicketFilter>;

const ticketVerb = <const Verb extends string, Body extends z.ZodType>(verb: Verb, summary: string, body: Body) =>
  ({
    method: "POST",
    path: `/api/tickets/:id/${verb}`,
    tag: "Tickets",
    summary,
    access: "AGENT",
    params: IdParams,
    body,
    response: Ticket,
  }) as const;

/** Verbs without fields take an absent body or `{}`. */
const NoFields = z.strictObject({}).optional();

export const ticketEndpoints = {
  listTickets: defineEndpoint({
    operationId: "listTickets",
    method: "GET",
    path: "/api/tickets",
    tag: "Tickets",
    summary: "The tickets one may see, newest message first unless sorted otherwise",
    access: "AGENT",
    query: PageQuery.extend({ ...TicketFilter.shape, sort: TicketSort.default("lastMessageAt") }),
    response: pageOf(Ticket),
  }),
  countTickets: defineEndpoint({
    operationId: "countTickets",
    method: "GET",
    path: "/api/tickets/counts",
    tag: "Tickets",
    summary: "How many tickets the inbox's tabs hold, up to 1000 each",
    access: "AGENT",
    response: z.object({
      mine: z.number().int(),
      pending: z.number().int(),
      /** All active ones that one may see. */
      all: z.number().int(),
      /** Mine with something unread. */
      unread: z.number().int(),
    }),
  }),
  getTicket: defineEndpoint({
    operationId: "getTicket",
    method: "GET",
    path: "/api/tickets/:id",
    tag: "Tickets",
    summary: "One ticket",
    access: "AGENT",
    params: IdParams,
    response: Ticket,
    errors: ["not_found"],
  }),
  openTicket: defineEndpoint({
    operationId: "openTicket",
    method: "POST",
    path: "/api/tickets",
    tag: "Tickets",
    summary:
      "Opens a conversation by hand, for oneself: with a contact, or with a phone that WhatsApp is asked for first",
    access: "AGENT",
    body: z
      .strictObject({
        contactId: Id.optional(),
        phoneNumber: PhoneNumber.optional(),
        /** Of a contact that is made; who is known keeps their name. */
        name: Name.optional(),
        connectionId: Id,
        /** One of one's own queues; the number's or the first of one's own unless told. */
        queueId: Id.optional(),
      })
      .refine((value) => (value.contactId === undefined) !== (value.phoneNumber === undefined), {
        error: "a contact or a phone number",
        path: ["contactId"],
      }),
    /** The contact's active ticket on the number, where one may see it; else the one just opened. */
    response: Ticket,
    errors: [
      "not_found",
      "active_ticket_exists",
      "max_tickets_reached",
      "not_on_whatsapp",
      "contact_blocked",
      "unsupported_by_connection",
      "connection_state_conflict",
      "unavailable",
    ],
  }),
  updateTicket: defineEndpoint({
    operationId: "updateTicket",
    method: "PATCH",
    path: "/api/tickets/:id",
    tag: "Tickets",
    summary: "Changes the priority or the tags",
    access: "AGENT",
    params: IdParams,
    body: z.strictObject({ priority: TicketPriority, tagIds: z.array(Id).max(50) }).partial(),
    response: Ticket,
    errors: ["not_found"],
  }),
  acceptTicket: defineEndpoint({
    operationId: "acceptTicket",
    ...ticketVerb(
      "accept",
      "Takes a pending ticket; of many at once, one wins and the others get 409 with the winner's name",
      NoFields,
    ),
    errors: ["ticket_already_taken", "ticket_state_conflict", "max_tickets_reached", "not_found"],
  }),
  transferTicket: defineEndpoint({
    operationId: "transferTicket",
    ...ticketVerb(
      "transfer",
      "Hands a ticket to an agent (open), to a queue (pending), or to an agent in a queue, with a note",
      z
        .strictObject({ userId: Id.optional(), queueId: Id.optional(), note: z.string().trim().max(4000).optional() })
        .refine((value) => value.userId !== undefined || value.queueId !== undefined, {
          error: "an agent, a queue, or both",
          path: ["userId"],
        }),
    ),
    errors: ["ticket_state_conflict", "not_found"],
  }),
  returnTicket: defineEndpoint({
    operationId: "returnTicket",
    ...ticketVerb("return", "Puts an open ticket back into its queue", NoFields),
    errors: ["ticket_state_conflict", "not_found"],
  }),
  closeTicket: defineEndpoint({
    operationId: "closeTicket",
    ...ticketVerb(
      "close",
      "Closes a ticket",
      z.strictObject({ reason: z.string().trim().max(500).optional() }).optional(),
    ),
    errors: ["ticket_state_conflict", "not_found"],
  }),
  reopenTicket: defineEndpoint({
    operationId: "reopenTicket",
    ...ticketVerb("reopen", "Opens a closed ticket again, for oneself", NoFields),
    errors: ["ticket_state_conflict", "active_ticket_exists", "not_found"],
  }),
  readTicket: defineEndpoint({
    operationId: "readTicket",
    ...ticketVerb("read", "Sets the unread counter to zero", NoFields),
    errors: ["not_found"],
  }),
  listTicketEvents: defineEndpoint({
    operationId: "listTicketEvents",
    method: "GET",
    path: "/api/tickets/:id/events",
    tag: "Tickets",
    summary: "The timeline of a ticket, newest first",
    access: "AGENT",
    params: IdParams,
    query: PageQuery,
    response: pageOf(TicketEvent),
    errors: ["not_found"],
  }),
};
