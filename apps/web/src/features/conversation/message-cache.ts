import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Message, MessageStatus, Page, ServerEventPayload } from "@whatskovi/contract";
import { mapRows, withoutRow, withRow } from "../../lib/query/paged-rows.ts";

/** Where messages live in the query cache: pages newest first, as the server lists them. */
export const messageKeys = {
  all: ["messages"] as const,
  ofTicket: (ticketId: string) => ["messages", ticketId] as const,
};

export type MessagePages = InfiniteData<Page<Message>, string | null>;

const newestFirst = (one: Message, other: Message): number => {
  if (one.sentAt !== other.sentAt) return one.sentAt > other.sentAt ? -1 : 1;
  if (one.id === other.id) return 0;
  return one.id > other.id ? -1 : 1;
};

const progress: Record<MessageStatus, number> = { FAILED: 0, PENDING: 0, SENDING: 0, SENT: 1, RECEIVED: 2, READ: 3 };

/** Ticks only rise: what comes out of order keeps the further status. What WhatsApp took may still fail until it is delivered. */
function mergeMessage(current: Message, incoming: Message): Message {
  const isLateFailure = incoming.status === "FAILED" && current.status === "SENT";
  if (isLateFailure || progress[incoming.status] >= progress[current.status]) return incoming;
  return { ...incoming, status: current.status, failureCode: current.failureCode };
}

function quoteOf(quoting: Message, quoted: Message): Message {
  const current = quoting.quotedMessage;
  if (current?.id !== quoted.id) return quoting;
  const { id, body, type, direction } = quoted;
  const isDeleted = quoted.deletedAt !== null;
  if (current.body === body && current.isDeleted === isDeleted) return quoting;
  return { ...quoting, quotedMessage: { id, body, type, direction, isDeleted } };
}

/**
 * `message:new`, `message:update`, and what sending answered: stands once, at its place in time, and in the quotes of
 * others. A conversation that is not loaded stays so.
 */
export function applyMessage(queryClient: QueryClient, { message, ticketId }: ServerEventPayload<"message:new">): void {
  queryClient.setQueryData<MessagePages>(messageKeys.ofTicket(ticketId), (pages) => {
    if (pages === undefined) return pages;
    const current = pages.pages.flatMap((page) => page.items).find((row) => row.id === message.id);
    const merged = current === undefined ? message : mergeMessage(current, message);
    return mapRows(withRow(pages, merged, newestFirst), (row) => quoteOf(row, merged));
  });
}

/** Changes a message where it is loaded. */
export function changeMessage(
  queryClient: QueryClient,
  ticketId: string,
  messageId: string,
  change: (message: Message) => Message,
): void {
  queryClient.setQueryData<MessagePages>(messageKeys.ofTicket(ticketId), (pages) =>
    pages === undefined ? pages : mapRows(pages, (row) => (row.id === messageId ? change(row) : row)),
  );
}

/** `message:removed`: it turned out to be another one that is there. */
export function removeMessage(
  queryClient: QueryClient,
  { messageId, ticketId }: ServerEventPayload<"message:removed">,
): void {
  queryClient.setQueryData<MessagePages>(messageKeys.ofTicket(ticketId), (pages) =>
    pages === undefined ? pages : withoutRow(pages, messageId),
  );
}
