/** Messages: how they come in, go out, and are shown. */
export { loadMessages } from "./message.read-model.ts";
export type { MessageRow } from "./message.read-model.ts";
export { presentMessage } from "./message.presenter.ts";
export { receiveEvents, receivingIdle } from "./receive/receive-events.ts";
export type { ReceiveDeps } from "./receive/receive-batch.ts";
export { createDeliveryQueue } from "./delivery-queue.ts";
export type { DeliveryQueueDeps } from "./delivery-queue.ts";
export { messageHandlers } from "./message.controller.ts";
export { sendMessage } from "./send-message.ts";
export { undoMessage } from "./undo-message.ts";
export { pruneUndone } from "./undone-message.repository.ts";
export { retryMessage } from "./retry-message.ts";
export {
  type ConversationPartner,
  findActiveTicketId,
  findConversationPartner,
} from "./conversation-partner.read-model.ts";
export { setReaction } from "./actions/set-reaction.ts";
export { editMessage } from "./actions/edit-message.ts";
export { deleteMessage } from "./actions/delete-message.ts";
export { markReadBy, type ReadReceiptDeps, sendReadReceipts } from "./send-read-receipts.ts";
