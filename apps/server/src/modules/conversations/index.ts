/** Conversations that we begin: whether a number is on WhatsApp, and tickets opened by hand. */
export { conversationHandlers } from "./conversation.controller.ts";
export type { ConversationDeps } from "./ask-whatsapp.ts";
