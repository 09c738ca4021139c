import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { MessageDirection, MessageType, TicketStatus } from "../enums.ts";
import { Id, pageOf, PageQuery, QueryBoolean, Timestamp } from "../primitives.ts";
import { ContactSummary } from "./contacts.ts";
import { QueueSummary } from "./queues.ts";
import { UserSummary } from "./users.ts";

/** A piece of a text, and whether it is what was looked for. The pieces together are the text; none is HTML. */
export const TextPart = z.object({ text: z.string(), isMatch: z.boolean() });
export type TextPart = z.infer<typeof TextPart>;

/** A message that was found, with what a row of a list shows of it. */
export const MessageHit = z.object({
  id: Id,
  direction: MessageDirection,
  type: MessageType,
  isPrivate: z.boolean(),
  sentAt: Timestamp,
  /** Who wrote it here; null for the customer, for what was typed on the phone, and for the system. */
  user: UserSummary.nullable(),
  contact: ContactSummary,
  /** Null for what opened no ticket: messages of blocked contacts, which administrators find. */
  ticket: z
    .object({ id: Id, number: z.number().int(), status: TicketStatus, queue: QueueSummary.nullable() })
    .nullable(),
  /** The part of the text around the first match, at most some 200 characters; `…` where it was cut. */
  excerpt: z.array(TextPart),
  /** Null when the message has no file. */
  fileName: z.array(TextPart).nullable(),
});
export type MessageHit = z.infer<typeof MessageHit>;

export const searchEndpoints = {
  searchMessages: defineEndpoint({
    operationId: "searchMessages",
    method: "GET",
    path: "/api/search/messages",
    tag: "Search",
    summary:
      "Messages and notes with these words, newest first: stems, accents ignored, phrases in quotes exact, the last word as its beginning",
    access: "AGENT",
    query: PageQuery.extend({
      /**
       * `boleto "segunda via"`: all words, and the phrases as they stand. A space at the end says that the last word is whole. What
       * holds no word finds nothing.
       */
      q: z.string().max(200),
      queueId: Id.optional(),
      /** Whose tickets: an id, or `me`. */
      userId: z.union([Id, z.literal("me")]).optional(),
      contactId: Id.optional(),
      ticketId: Id.optional(),
      type: MessageType.optional(),
      hasFile: QueryBoolean.optional(),
      /** From this moment on. */
      from: Timestamp.optional(),
      /** Before this moment. */
      to: Timestamp.optional(),
    }),
    response: pageOf(MessageHit),
  }),
};
