import type { Message, MessagePage } from "@whatskovi/contract";
import type { MessagePages } from "../message-cache.ts";

/** A message as the server would send it, for tests. */
export function sampleMessage(fields: Partial<Message> & { id: string }): Message {
  return {
    ticketId: "t1",
    contactId: "c1",
    direction: "INBOUND",
    type: "TEXT",
    body: fields.id,
    content: {},
    status: "RECEIVED",
    isPrivate: false,
    userId: null,
    user: null,
    author: null,
    quotedMessageId: null,
    quotedMessage: null,
    mediaId: null,
    media: null,
    reactions: [],
    actions: [],
    failureCode: null,
    heldUntil: null,
    heldBecause: null,
    sentAt: "2026-01-31T12:00:00.000Z",
    editedAt: null,
    deletedAt: null,
    createdAt: "2026-01-31T12:00:00.000Z",
    ...fields,
  };
}

/** A window onto a conversation as it is kept, for tests: the end of it unless told. */
export const samplePages = (pages: readonly Partial<MessagePage>[]): MessagePages => ({
  pages: pages.map((page) => ({
    items: [],
    nextCursor: null,
    previousCursor: null,
    firstUnreadId: null,
    tickets: [],
    ...page,
  })),
  pageParams: pages.map(() => ({})),
});
