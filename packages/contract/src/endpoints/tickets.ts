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
import { ErrorCode } from "../errors.ts";
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
  /** The contact is a group of people. */
  isGroup: z.boolean(),
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

/** Several values of a query, separated by commas: any one of them is enough. */
const anyOf = <Item extends z.ZodType<unknown, string>>(item: Item, most: number) =>
  z
    .string()
    .max(most * 40)
    .transform((value) => value.split(","))
    .pipe(z.array(item).min(1).max(most));

/** A ticket's queue in a filter: an id, or `none` for tickets that are in no queue. */
export const TicketQueueChoice = z.union([Id, z.literal("none")]);

/** A ticket's owner in a filter: an id, `me`, or `none` for tickets that nobody has. */
export const TicketOwnerChoice = z.union([Id, z.literal("me"), z.literal("none")]);

/** Which tickets: all conditions are joined by AND, and always with what the person may see. */
export const TicketFilter = z.strictObject({
  status: anyOf(TicketStatus, 3).optional(),
  queueId: anyOf(TicketQueueChoice, 20).optional(),
  userId: TicketOwnerChoice.optional(),
  tagId: anyOf(Id, 20).optional(),
  connectionId: Id.optional(),
  contactId: Id.optional(),
  priority: anyOf(TicketPriority, 4).optional(),
  unread: QueryBoolean.optional(),
  /** The last message came at this instant or later, and before that one. */
  lastMessageFrom: Timestamp.optional(),
  lastMessageBefore: Timestamp.optional(),
  /** Part of the contact's name or phone number, or the ticket's number. */
  q: z.string().trim().max(200).optional(),
});
export type TicketFilter = z.infer<typeof TicketFilter>;

/** Nobody counts further than 1000, so neither does the server: 1000 means "1000 or more". */
export const TicketCounts = z.object({
  /** Mine and open, whatever agent the filter names. */
  mine: z.number().int(),
  pending: z.number().int(),
  /** All active ones that one may see. */
  all: z.number().int(),
  closed: z.number().int(),
  /** Mine with something unread. */
  unread: z.number().int(),
});
export type TicketCounts = z.infer<typeof TicketCounts>;

const Handover = z.strictObject({
  userId: Id.optional(),
  queueId: Id.optional(),
  note: z.string().trim().max(4000).optional(),
});

const hasTarget = (value: z.infer<typeof Handover>): boolean =>
  value.userId !== undefined || value.queueId !== undefined;

const noTarget = { error: "an agent, a queue, or both", path: ["userId"] };

const CloseReason = z.string().trim().max(500);

/** What is done to each of many tickets: the verbs of one, with their fields. */
export const BulkTicketAction = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("accept") }),
  Handover.extend({ kind: z.literal("transfer") }).refine(hasTarget, noTarget),
  z.strictObject({ kind: z.literal("return") }),
  z.strictObject({ kind: z.literal("close"), reason: CloseReason.optional() }),
  z.strictObject({ kind: z.literal("reopen") }),
  z.strictObject({ kind: z.literal("tag"), tagIds: z.array(Id).min(1).max(20) }),
  z.strictObject({ kind: z.literal("untag"), tagIds: z.array(Id).min(1).max(20) }),
  z.strictObject({ kind: z.literal("priority"), priority: TicketPriority }),
  z.strictObject({ kind: z.literal("read") }),
  z.strictObject({ kind: z.literal("unread") }),
]);
export type BulkTicketAction = z.infer<typeof BulkTicketAction>;

/** How it ended for one of many tickets. */
export const BulkTicketResult = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("done"),
    ticketId: Id,
    /** Null when it had left one's sight before: an earlier try of the same had handed it over. */
    ticket: Ticket.nullable(),
  }),
  z.object({
    outcome: z.literal("refused"),
    ticketId: Id,
    code: ErrorCode,
    /** With `ticket_already_taken`: who has it. */
    takenBy: z.object({ id: z.string(), name: z.string() }).optional(),
  }),
]);
export type BulkTicketResult = z.infer<typeof BulkTicketResult>;

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
    summary: "How many tickets the inbox's tabs hold under a filter, up to 1000 each",
    access: "AGENT",
    query: TicketFilter.omit({ status: true, contactId: true }),
    response: TicketCounts,
  }),
  /** Of many at once each is done or refused by itself, in the order in which they are named. */
  changeTickets: defineEndpoint({
    operationId: "changeTickets",
    method: "POST",
    path: "/api/tickets/bulk",
    tag: "Tickets",
    summary:
      "Does one thing to up to 100 tickets, each by itself, and answers for each; the same again changes nothing",
    access: "AGENT",
    body: z.strictObject({ ticketIds: z.array(Id).min(1).max(100), action: BulkTicketAction }),
    response: z.object({ results: z.array(BulkTicketResult) }),
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
      Handover.refine(hasTarget, noTarget),
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
    ...ticketVerb("close", "Closes a ticket", z.strictObject({ reason: CloseReason.optional() }).optional()),
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
  unreadTicket: defineEndpoint({
    operationId: "unreadTicket",
    ...ticketVerb("unread", "Marks an active ticket as having something unread, for everybody who sees it", NoFields),
    errors: ["ticket_state_conflict", "not_found"],
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
