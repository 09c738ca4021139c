import type { MessageDirection, MessageStatus, MessageType } from "@whatskovi/contract";

/** What `Ticket.lastMessage` holds: the contract's preview, and of which message it is. */
export type StoredPreview = {
  id: string;
  body: string;
  type: MessageType;
  direction: MessageDirection;
  status: MessageStatus;
  isPrivate: boolean;
};

const PREVIEW_LENGTH = 200;

/** Cut by characters, so that no emoji is split. */
export const previewBody = (body: string): string =>
  body.length <= PREVIEW_LENGTH
    ? body
    : Array.from(body.slice(0, PREVIEW_LENGTH * 2))
        .slice(0, PREVIEW_LENGTH)
        .join("")
        .toWellFormed();

export const previewOf = (message: StoredPreview): StoredPreview => ({
  id: message.id,
  body: previewBody(message.body),
  type: message.type,
  direction: message.direction,
  status: message.status,
  isPrivate: message.isPrivate,
});
