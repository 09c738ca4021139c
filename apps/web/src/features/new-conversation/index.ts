/** Conversations that we begin. */
export { NewConversationDialog } from "./lazy.ts";
