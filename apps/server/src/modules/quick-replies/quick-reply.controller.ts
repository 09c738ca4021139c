import type { Handlers } from "../../platform/http/handler.ts";
import { listQuickReplies } from "./quick-reply.read-model.ts";
import { createQuickReply, deleteQuickReply, updateQuickReply } from "./quick-reply.service.ts";

type QuickReplyHandlers = Pick<
  Handlers,
  "listQuickReplies" | "createQuickReply" | "updateQuickReply" | "deleteQuickReply"
>;

/** The endpoints of quick replies. */
export const quickReplyHandlers = (): QuickReplyHandlers => ({
  listQuickReplies: ({ context, query }) => listQuickReplies(context.db, context.actor, query),
  createQuickReply: ({ context, body }) => createQuickReply(context, body),
  updateQuickReply: ({ context, params, body }) => updateQuickReply(context, { ...params, changes: body }),
  deleteQuickReply: ({ context, params }) => deleteQuickReply(context, params),
});
