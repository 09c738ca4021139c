import type { Message, MessageStatus } from "@whatskovi/contract";
import type { MessageRow } from "./message.read-model.ts";

/** What the delivery lane does with a message is its own affair: until it is sent, it waits. */
export const shownStatus = (status: MessageStatus): MessageStatus => (status === "SENDING" ? "PENDING" : status);

/** A message as REST and events show it, the same to whoever may see its ticket. */
export function presentMessage(row: MessageRow): Message {
  const isHeld = row.status === "PENDING" && row.heldBecause !== null;
  return {
    id: row.id,
    ticketId: row.ticketId,
    contactId: row.contactId,
    direction: row.direction,
    type: row.type,
    body: row.body,
    content: row.content,
    status: shownStatus(row.status),
    isPrivate: row.isPrivate,
    userId: row.userId,
    user: row.userId === null ? null : { id: row.userId, name: row.userName ?? "" },
    author: row.author,
    quotedMessageId: row.quotedMessageId,
    quotedMessage:
      row.quotedMessageId === null || row.quoted === null ? null : { id: row.quotedMessageId, ...row.quoted },
    mediaId: row.mediaId,
    media: row.mediaId === null || row.media === null ? null : { id: row.mediaId, ...row.media },
    reactions: row.reactions,
    actions: row.actions,
    failureCode: row.failureCode,
    heldUntil: isHeld ? (row.heldUntil?.toISOString() ?? null) : null,
    heldBecause: isHeld ? row.heldBecause : null,
    sentAt: row.sentAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
