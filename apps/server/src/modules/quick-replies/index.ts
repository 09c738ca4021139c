/** Quick replies: prepared texts of a person, of a queue, or of everybody. */
export { quickReplyHandlers } from "./quick-reply.controller.ts";
