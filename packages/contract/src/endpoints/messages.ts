import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { FailureCode, MediaStatus, MessageDirection, MessageStatus, MessageType } from "../enums.ts";
import { Id, IdParams, pageOf, PageQuery, Timestamp } from "../primitives.ts";
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
});
export type MediaFile = z.infer<typeof MediaFile>;

/** The quoted message as a reply shows it. */
export const QuotedMessage = z.object({
  id: Id,
  body: z.string(),
  type: MessageType,
  direction: MessageDirection,
  isDeleted: z.boolean(),
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
  quotedMessageId: Id.nullable(),
  quotedMessage: QuotedMessage.nullable(),
  mediaId: Id.nullable(),
  media: MediaFile.nullable(),
  reactions: z.array(z.object({ emoji: z.string(), direction: MessageDirection })),
  failureCode: FailureCode.nullable(),
  /** The place in the conversation: WhatsApp's time where it has one, never in the future. */
  sentAt: Timestamp,
  editedAt: Timestamp.nullable(),
  deletedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Message = z.infer<typeof Message>;

export const messageEndpoints = {
  listTicketMessages: defineEndpoint({
    operationId: "listTicketMessages",
    method: "GET",
    path: "/api/tickets/:id/messages",
    tag: "Messages",
    summary: "The messages of a ticket, newest first; the cursor goes back in time",
    access: "AGENT",
    params: IdParams,
    query: PageQuery,
    response: pageOf(Message),
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
    body: z
      .strictObject({
        /** Made by the client (UUID, version 7), so that a repeated request is one message. */
        id: Id.optional(),
        ticketId: Id,
        body: z.string().max(4096).default(""),
        type: z.enum(["TEXT", "IMAGE", "VIDEO", "AUDIO", "DOCUMENT"]).optional(),
        mediaId: Id.optional(),
        quotedMessageId: Id.optional(),
        isPrivate: z.boolean().default(false),
      })
      .refine((value) => value.mediaId !== undefined || value.body.trim() !== "", {
        error: "a text or a file",
        path: ["body"],
      }),
    status: 201,
    response: Message,
    errors: ["not_found", "message_id_taken", "ticket_state_conflict", "unsupported_by_connection"],
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
    errors: ["not_found", "message_not_failed", "ticket_state_conflict"],
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
    summary: "The bytes of a file of a message that one may see; takes Range",
    access: "AGENT",
    params: IdParams,
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
