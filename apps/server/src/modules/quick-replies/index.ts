/** Quick replies: prepared texts of a person, of a queue, or of everybody. */
export { renameFieldInReplies } from "./rename-field.ts";
export { quickReplyHandlers } from "./quick-reply.controller.ts";
