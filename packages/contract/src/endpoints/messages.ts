import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import {
  FailureCode,
  HoldReason,
  MediaStatus,
  MessageActionKind,
  MessageActionStatus,
  MessageDirection,
  MessageStatus,
  MessageType,
} from "../enums.ts";
import { Id, IdParams, pageOf, PageQuery, QueryBoolean, Timestamp } from "../primitives.ts";
import { Draft } from "./drafts.ts";
import { Ticket } from "./tickets.ts";
import { UserSummary } from "./users.ts";

/** A file of a message. The bytes are at `GET /api/media/:id` once the status is READY. */
export const MediaFile = z.object({
  id: Id,
  status: MediaStatus,
  fileName: z.string(),
  /** Sniffed from the bytes, never believed from the sender. */
  mimeType: z.string(),
  /** Bytes; null until known. */
  size: z.number().int().nullable(),
  /** Of a picture or a film, in pixels as it is shown; null until known and for other files. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** Of a sound or a film. */
  durationSeconds: z.number().nullable(),
  /** Of a sound: loudness, 0 to 100, evenly over its length; at most 64. Null for other files. */
  waveform: z.array(z.number().int().min(0).max(100)).max(64).nullable(),
  /** Whether `GET /api/media/:id?variant=thumbnail` has a small picture of it. */
  hasThumbnail: z.boolean(),
});
export type MediaFile = z.infer<typeof MediaFile>;

/** The quoted message as a reply shows it. */
export const QuotedMessage = z.object({
  id: Id,
  body: z.string(),
  type: MessageType,
  direction: MessageDirection,
  isDeleted: z.boolean(),
  /** Who of a group wrote it; null outside of groups and of what we wrote. */
  authorName: z.string().nullable(),
});
export type QuotedMessage = z.infer<typeof QuotedMessage>;

/** Somebody whom a message names with `@`. `handle` is what stands behind the `@` in the text. */
export const Mention = z.object({ handle: z.string().max(200), name: z.string().max(500).nullable() });
export type Mention = z.infer<typeof Mention>;

/**
 * The parts of kinds beyond text and files: a place, contact cards, a poll, or the raw name of a kind that we cannot show yet.
 * `forwarded` marks a message that was passed on.
 */
export const MessageContent = z.object({
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().nullable(),
      address: z.string().nullable(),
    })
    .optional(),
  contacts: z.array(z.object({ name: z.string(), phoneNumbers: z.array(z.string()) })).optional(),
  /** The options of a poll; its question is the body. */
  poll: z.object({ options: z.array(z.string()), isMultiple: z.boolean() }).optional(),
  mentions: z.array(Mention).optional(),
  /** Colleagues whom a note names: `@name` stands in its text. */
  mentionedUsers: z.array(z.object({ id: Id, name: z.string() })).optional(),
  /** An approved template that was sent; its text, as far as it is known, is the body. */
  template: z.object({ name: z.string(), language: z.string(), parameters: z.array(z.string()) }).optional(),
  /** The advertisement by which the customer came. */
  referral: z
    .object({ headline: z.string().nullable(), body: z.string().nullable(), url: z.string().nullable() })
    .optional(),
  /**
   * WhatsApp's own name of a kind that is shown as text or not at all: `button`, `interactive`, `order`, `call_missed`,
   * `video_call_missed`, `view_once`, …
   */
  kind: z.string().optional(),
  forwarded: z.boolean().optional(),
  /** A voice note rather than a sound file. */
  voice: z.boolean().optional(),
  /** Of a sound or a film. */
  durationSeconds: z.number().optional(),
  /** Of a voice note: loudness, 0 to 100, evenly over its length; at most 64. */
  waveform: z.array(z.number().int().min(0).max(100)).max(64).optional(),
  /** A sticker that moves, or a film shown as a GIF. */
  animated: z.boolean().optional(),
});
export type MessageContent = z.infer<typeof MessageContent>;

/** Who wrote a message of a group. */
export const MessageAuthor = z.object({ id: Id, name: z.string(), phoneNumber: z.string().nullable() });
export type MessageAuthor = z.infer<typeof MessageAuthor>;

/** A reaction, one a person; our number counts as one person. */
export const Reaction = z.object({
  emoji: z.string(),
  direction: MessageDirection,
  /** The contact who reacted; null when it was us. */
  contactId: Id.nullable(),
  name: z.string().nullable(),
});
export type Reaction = z.infer<typeof Reaction>;

/** What we asked of WhatsApp about a message, as long as it is not done: the message changes when it is. */
export const MessageAction = z.object({
  id: Id,
  kind: MessageActionKind,
  /** REACTION: the emoji, null to take it back. EDIT: the new text. */
  payload: z.object({ emoji: z.string().nullable().optional(), body: z.string().optional() }),
  /** PENDING or FAILED: what is under way still waits for whoever looks at it. */
  status: MessageActionStatus,
  failureCode: FailureCode.nullable(),
});
export type MessageAction = z.infer<typeof MessageAction>;

/** One message or private note of a ticket. */
export const Message = z.object({
  id: Id,
  ticketId: Id.nullable(),
  contactId: Id,
  direction: MessageDirection,
  type: MessageType,
  /** The text, or the caption of a file; empty when there is none. */
  body: z.string(),
  content: MessageContent,
  status: MessageStatus,
  /** A note for colleagues that never leaves the house. */
  isPrivate: z.boolean(),
  /** Who wrote it here; null for the customer, for what was typed on the phone, and for the system. */
  userId: Id.nullable(),
  user: UserSummary.nullable(),
  /** In a group: who of it wrote; null for what we wrote, and outside groups. */
  author: MessageAuthor.nullable(),
  quotedMessageId: Id.nullable(),
  quotedMessage: QuotedMessage.nullable(),
  mediaId: Id.nullable(),
  media: MediaFile.nullable(),
  reactions: z.array(Reaction),
  /** Reactions, edits and deletions of ours that WhatsApp has not carried out: those that wait, and those that failed. */
  actions: z.array(MessageAction),
  failureCode: FailureCode.nullable(),
  /** While it waits to be sent: until when it is held back, and why. Null when nothing holds it. */
  heldUntil: Timestamp.nullable(),
  heldBecause: HoldReason.nullable(),
  /** The place in the conversation: WhatsApp's time where it has one, never in the future. */
  sentAt: Timestamp,
  editedAt: Timestamp.nullable(),
  deletedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Message = z.infer<typeof Message>;

/**
 * A part of a conversation, newest first. `nextCursor` goes back in time, `previousCursor` (for `after`) forward: null where the
 * page reaches the end.
 */
export const MessagePage = pageOf(Message).extend({
  previousCursor: z.string().nullable(),
  /** Only when asked for `around=unread`: the first message that is not read, if there is one. */
  firstUnreadId: Id.nullable(),
  /** The earlier tickets whose messages are among the items. */
  tickets: z.array(Ticket),
});
export type MessagePage = z.infer<typeof MessagePage>;

/** Where a page of a conversation is: at its end, or at one of these places. */
const MessagePageQuery = PageQuery.extend({
  /** A page's `previousCursor`: the messages that follow it. */
  after: z.string().max(500).optional(),
  /** The messages around one, or around the first one that is not read; then the end where nothing is unread. */
  around: z.union([Id, z.literal("unread")]).optional(),
  /** Goes on, before the ticket's first message, with the contact's earlier tickets, as far as one may see them. */
  earlier: QueryBoolean.default(false),
}).refine((query) => [query.cursor, query.after, query.around].filter((place) => place !== undefined).length <= 1, {
  error: "one of cursor, after and around",
  path: ["around"],
});

/** Also without the selector that makes a sign colourful, as some keyboards write it. */
const oneEmoji = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v;

/** The longest text that WhatsApp takes. */
export const maxBodyLength = 4096;

/**
 * What is sent: a text, a file (with `body` as its caption), a place, contact cards or a template. Exactly one of them. With
 * `voice` an AUDIO file goes as a voice note.
 */
export const SendMessage = z
  .strictObject({
    /** Made by the client (UUID, version 7), so that a repeated request is one message. */
    id: Id.optional(),
    ticketId: Id,
    /** The text or caption; of a template its text as the screen shows it. */
    body: z.string().max(maxBodyLength).default(""),
    type: z.enum(["TEXT", "IMAGE", "VIDEO", "AUDIO", "DOCUMENT", "STICKER", "LOCATION", "CONTACT"]).optional(),
    mediaId: Id.optional(),
    voice: z.boolean().optional(),
    location: z
      .strictObject({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        name: z.string().trim().max(1000).nullable().default(null),
        address: z.string().trim().max(1000).nullable().default(null),
      })
      .optional(),
    contacts: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(200),
          /** E.164 with the plus sign. */
          phoneNumbers: z
            .array(z.string().regex(/^\+\d{6,15}$/))
            .min(1)
            .max(10),
        }),
      )
      .min(1)
      .max(20)
      .optional(),
    /** For connections with the capability `templates`, also outside the service window. */
    template: z
      .strictObject({
        name: z.string().trim().min(1).max(512),
        language: z.string().trim().min(2).max(20),
        parameters: z.array(z.string().min(1).max(1024)).max(50).default([]),
      })
      .optional(),
    /** In a group: people of it whom the text names. `handle` is what stands behind the `@` in the body. */
    mentions: z
      .array(z.strictObject({ contactId: Id, handle: z.string().min(1).max(200) }))
      .max(50)
      .optional(),
    /** In a note: colleagues whom the text names, `@` and their name. Who may see the ticket is told. */
    mentionedUserIds: z.array(Id).max(20).optional(),
    quotedMessageId: Id.optional(),
    isPrivate: z.boolean().default(false),
    /** Lets a text wait for the person's `undoSeconds` before it leaves, so that it can be taken back. */
    canUndo: z.boolean().optional(),
  })
  .refine(
    ({ mediaId, location, contacts, template }) =>
      [mediaId, location, contacts, template].filter((part) => part !== undefined).length <= 1,
    { error: "one of a file, a location, contacts and a template", path: ["mediaId"] },
  )
  .refine(
    ({ body, mediaId, location, contacts, template }) =>
      body.trim() !== "" || [mediaId, location, contacts, template].some((part) => part !== undefined),
    { error: "a text or something else to send", path: ["body"] },
  );
export type SendMessage = z.input<typeof SendMessage>;

export const messageEndpoints = {
  listTicketMessages: defineEndpoint({
    operationId: "listTicketMessages",
    method: "GET",
    path: "/api/tickets/:id/messages",
    tag: "Messages",
    summary:
      "The messages of a ticket, newest first: at its end, from a place on in both directions, or around a message",
    access: "AGENT",
    params: IdParams,
    query: MessagePageQuery,
    response: MessagePage,
    errors: ["not_found"],
  }),
  searchTicketMessages: defineEndpoint({
    operationId: "searchTicketMessages",
    method: "GET",
    path: "/api/tickets/:id/messages/search",
    tag: "Messages",
    summary: "Where something is said in a conversation and in the contact's earlier tickets, newest first",
    access: "AGENT",
    params: IdParams,
    query: z.strictObject({
      /** Part of a text or of a document's name; accents and case do not count. */
      q: z.string().trim().min(2).max(200),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    response: z.object({
      items: z.array(z.object({ id: Id, ticketId: Id, sentAt: Timestamp })),
      /** Whether there is more than was asked for, or more was said than is searched. */
      hasMore: z.boolean(),
    }),
    errors: ["not_found"],
  }),
  sendMessage: defineEndpoint({
    operationId: "sendMessage",
    method: "POST",
    path: "/api/messages",
    tag: "Messages",
    summary:
      "Sends a message or writes a private note; the same id again answers with the same message and sends nothing",
    access: "AGENT",
    body: SendMessage,
    status: 201,
    response: Message,
    errors: [
      "not_found",
      "message_id_taken",
      "payload_too_large",
      "service_window_closed",
      "ticket_state_conflict",
      "unsupported_by_connection",
    ],
  }),
  retryMessage: defineEndpoint({
    operationId: "retryMessage",
    method: "POST",
    path: "/api/messages/:id/retry",
    tag: "Messages",
    summary: "Sends a failed message again",
    access: "AGENT",
    params: IdParams,
    response: Message,
    errors: ["not_found", "message_not_failed", "service_window_closed", "ticket_state_conflict"],
  }),
  undoMessage: defineEndpoint({
    operationId: "undoMessage",
    method: "POST",
    path: "/api/messages/:id/undo",
    tag: "Messages",
    summary:
      "Takes back a text of one's own that has not left: it is gone for everybody, and stands in one's draft again. Repeating it changes nothing",
    access: "AGENT",
    params: IdParams,
    response: Draft,
    errors: ["not_found", "message_state_conflict"],
  }),
  setReaction: defineEndpoint({
    operationId: "setReaction",
    method: "PUT",
    path: "/api/messages/:id/reaction",
    tag: "Messages",
    summary: "Reacts to a message, or takes our reaction back; shown as an action until WhatsApp has it",
    access: "AGENT",
    params: IdParams,
    body: z.strictObject({
      emoji: z
        .string()
        .max(64)
        .refine((value) => oneEmoji.test(value), { error: "one emoji" })
        .nullable(),
    }),
    response: Message,
    errors: [
      "not_found",
      "message_state_conflict",
      "service_window_closed",
      "ticket_state_conflict",
      "unsupported_by_connection",
    ],
  }),
  editMessage: defineEndpoint({
    operationId: "editMessage",
    method: "PATCH",
    path: "/api/messages/:id",
    tag: "Messages",
    summary: "Edits a text or a note of one's own; the original is kept. What was not sent yet is changed at once",
    access: "AGENT",
    params: IdParams,
    body: z.strictObject({
      body: z.string().max(maxBodyLength),
      /** A note: colleagues whom the new text names with `@`, besides those whom it named before. New ones are notified. */
      mentionedUserIds: z.array(Id).max(20).optional(),
    }),
    response: Message,
    errors: [
      "not_found",
      "message_state_conflict",
      "message_too_old",
      "ticket_state_conflict",
      "unsupported_by_connection",
    ],
  }),
  deleteMessage: defineEndpoint({
    operationId: "deleteMessage",
    method: "DELETE",
    path: "/api/messages/:id",
    tag: "Messages",
    summary: "Deletes a message for everyone, or a note; it is kept and marked. What was not sent yet never leaves",
    access: "AGENT",
    params: IdParams,
    response: Message,
    errors: [
      "not_found",
      "message_state_conflict",
      "message_too_old",
      "ticket_state_conflict",
      "unsupported_by_connection",
    ],
  }),
  forwardMessage: defineEndpoint({
    operationId: "forwardMessage",
    method: "POST",
    path: "/api/messages/:id/forward",
    tag: "Messages",
    summary: "Passes a message on to other tickets, to all of them or to none",
    access: "AGENT",
    params: IdParams,
    body: z
      .strictObject({
        ticketIds: z.array(Id).min(1).max(20),
        /** The ids of the new messages, one for each ticket, so that a repeated request forwards once. */
        ids: z.array(Id).max(20).optional(),
      })
      .refine(({ ticketIds, ids }) => ids === undefined || ids.length === ticketIds.length, {
        error: "one id for each ticket",
        path: ["ids"],
      })
      .refine(({ ticketIds, ids = [] }) => [ticketIds, ids].every((list) => new Set(list).size === list.length), {
        error: "each once",
        path: ["ticketIds"],
      }),
    status: 201,
    response: z.object({ items: z.array(Message) }),
    errors: [
      "not_found",
      "message_id_taken",
      "message_state_conflict",
      "payload_too_large",
      "service_window_closed",
      "ticket_state_conflict",
      "unsupported_by_connection",
    ],
  }),
  uploadMedia: defineEndpoint({
    operationId: "uploadMedia",
    method: "POST",
    path: "/api/media",
    tag: "Media",
    summary: "Uploads one file, in the field `file`, to be sent with a message",
    access: "AGENT",
    bodyKind: "multipart",
    status: 201,
    response: MediaFile,
    errors: ["payload_too_large", "unsupported_media_type"],
  }),
  getMedia: defineEndpoint({
    operationId: "getMedia",
    method: "GET",
    path: "/api/media/:id",
    tag: "Media",
    summary: "The bytes of a file of a message that one may see, or its small picture (WebP); takes Range",
    access: "AGENT",
    params: IdParams,
    query: z.strictObject({ variant: z.enum(["original", "thumbnail"]).default("original") }),
    errors: ["not_found"],
  }),
  retryMedia: defineEndpoint({
    operationId: "retryMedia",
    method: "POST",
    path: "/api/media/:id/retry",
    tag: "Media",
    summary: "Fetches a file again that could not be fetched",
    access: "AGENT",
    params: IdParams,
    response: MediaFile,
    errors: ["not_found"],
  }),
};
