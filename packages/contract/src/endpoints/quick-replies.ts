import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { Id, IdParams, pageOf, PageQuery, Timestamp } from "../primitives.ts";
import { maxBodyLength, MediaFile } from "./messages.ts";

/** Who may use a quick reply: its owner, the people of a queue, or everybody. */
export const QuickReplyScope = z.enum(["personal", "queue", "everybody"]);
export type QuickReplyScope = z.infer<typeof QuickReplyScope>;

/** What stands behind the `/`: letters of any script, digits, `-` and `_`. */
const Shortcut = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}_-]{1,32}$/u, { error: "1 to 32 letters, digits, - or _" });

/**
 * A prepared text, with or without a file. `{{contact.firstName|cliente}}` is filled when it is chosen; what stands behind the
 * bar is taken where nothing is known.
 */
export const QuickReply = z.object({
  id: Id,
  shortcut: z.string(),
  body: z.string(),
  scope: QuickReplyScope,
  queue: z.object({ id: Id, name: z.string(), color: z.string() }).nullable(),
  media: MediaFile.nullable(),
  /** Whether the person who asks may change and delete it. */
  canManage: z.boolean(),
  updatedAt: Timestamp,
});
export type QuickReply = z.infer<typeof QuickReply>;

const replyFields = {
  shortcut: Shortcut,
  body: z.string().max(maxBodyLength),
  scope: QuickReplyScope,
  /** With the scope `queue`: which. */
  queueId: Id.nullable(),
  mediaId: Id.nullable(),
};

export const quickReplyEndpoints = {
  listQuickReplies: defineEndpoint({
    operationId: "listQuickReplies",
    method: "GET",
    path: "/api/quick-replies",
    tag: "Quick replies",
    summary: "The quick replies that one may use, by shortcut",
    access: "AGENT",
    query: PageQuery.extend({ q: z.string().max(200).optional() }),
    response: pageOf(QuickReply),
  }),
  createQuickReply: defineEndpoint({
    operationId: "createQuickReply",
    method: "POST",
    path: "/api/quick-replies",
    tag: "Quick replies",
    summary: "Adds a quick reply of one's own; supervisors also for their queues, administrators for everybody",
    access: "AGENT",
    body: z.strictObject({
      ...replyFields,
      body: replyFields.body.default(""),
      queueId: Id.nullable().default(null),
      mediaId: Id.nullable().default(null),
    }),
    status: 201,
    response: QuickReply,
    errors: ["already_exists", "limit_reached", "not_found"],
  }),
  updateQuickReply: defineEndpoint({
    operationId: "updateQuickReply",
    method: "PATCH",
    path: "/api/quick-replies/:id",
    tag: "Quick replies",
    summary: "Changes a quick reply that one may manage, also whom it is for",
    access: "AGENT",
    params: IdParams,
    body: z.strictObject(replyFields).partial(),
    response: QuickReply,
    errors: ["already_exists", "limit_reached", "not_found"],
  }),
  deleteQuickReply: defineEndpoint({
    operationId: "deleteQuickReply",
    method: "DELETE",
    path: "/api/quick-replies/:id",
    tag: "Quick replies",
    summary: "Deletes a quick reply that one may manage",
    access: "AGENT",
    params: IdParams,
    status: 204,
    errors: ["not_found"],
  }),
};
