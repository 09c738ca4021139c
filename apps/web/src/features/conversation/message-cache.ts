import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Message, MessagePage, MessageStatus, ServerEventPayload } from "@whatskovi/contract";
import { mapRows, withoutRow, withRow } from "../../lib/query/paged-rows.ts";

/** Where one looks at a conversation: at its end, where reading left off, or around the message of that id. */
export type WindowAnchor = "end" | "unread" | (string & {});

/**
 * Where messages live in the query cache: windows onto a conversation, each some pages in a row, newest first, as the server lists
 * them. Events keep every one of them right.
 */
export const messageKeys = {
  all: ["messages"] as const,
  ofTicket: (ticketId: string) => ["messages", ticketId] as const,
  window: (ticketId: string, anchor: WindowAnchor) => ["messages", ticketId, anchor] as const,
};

/** How a page was asked for. */
export type PagePlace = { readonly cursor?: string; readonly after?: string; readonly around?: string };

export type MessagePages = InfiniteData<MessagePage, PagePlace>;

/** Whether a window reaches the end of its conversation: what comes in then follows its last message. */
export const isAttached = (pages: InfiniteData<MessagePage, unknown>): boolean =>
  (pages.pages[0]?.previousCursor ?? null) === null;

function newestFirst(one: Message, other: Message): number {
  if (one.sentAt !== other.sentAt) return one.sentAt > other.sentAt ? -1 : 1;
  if (one.id === other.id) return 0;
  return one.id > other.id ? -1 : 1;
}

/** What stands above a conversation, from the contact's earlier tickets, is older than all of it. */
const orderIn =
  (ticketId: string) =>
  (one: Message, other: Message): number => {
    if (one.ticketId === other.ticketId) return newestFirst(one, other);
    if (one.ticketId === ticketId) return -1;
    return other.ticketId === ticketId ? 1 : newestFirst(one, other);
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
  const authorName = quoted.author?.name ?? null;
  const isDeleted = quoted.deletedAt !== null;
  if (current.body === body && current.isDeleted === isDeleted) return quoting;
  return { ...quoting, quotedMessage: { id, body, type, direction, isDeleted, authorName } };
}

const rowsIn = (pages: MessagePages): Message[] => pages.pages.flatMap((page) => page.items);

function withMessage(pages: MessagePages, message: Message, conversation: string, ticketId: string): MessagePages {
  const rows = rowsIn(pages);
  const current = rows.find((row) => row.id === message.id);
  const merged = current === undefined ? message : mergeMessage(current, message);
  const order = orderIn(conversation);
  const newest = rows[0];
  const isBeyond = newest !== undefined && !isAttached(pages) && order(merged, newest) < 0;
  const isItsPlaceHere = conversation === ticketId && (current !== undefined || !isBeyond);
  const placed = isItsPlaceHere
    ? withRow(pages, merged, order)
    : mapRows(pages, (row) => (row.id === merged.id ? merged : row));
  return mapRows(placed, (row) => quoteOf(row, merged));
}

/** Applies a change to every window that is loaded, the conversation's own or one in which the ticket stands above another. */
function changeWindows(
  queryClient: QueryClient,
  change: (pages: MessagePages, conversation: string) => MessagePages,
): void {
  for (const [key, pages] of queryClient.getQueriesData<MessagePages>({ queryKey: messageKeys.all })) {
    if (pages === undefined) continue;
    const changed = change(pages, key[1] as string);
    if (changed !== pages) queryClient.setQueryData(key, changed);
  }
}

/**
 * `message:new`, `message:update`, and what sending answered: stands once, at its place in time, and in the quotes of
 * others. A conversation that is not loaded stays so, and a window that does not reach so far leaves it to its next page.
 */
export function applyMessage(queryClient: QueryClient, { message, ticketId }: ServerEventPayload<"message:new">): void {
  changeWindows(queryClient, (pages, conversation) => withMessage(pages, message, conversation, ticketId));
}

/** A message as each window has it that is loaded. */
export const findMessages = (queryClient: QueryClient, messageId: string): Message[] =>
  queryClient
    .getQueriesData<MessagePages>({ queryKey: messageKeys.all })
    .flatMap(([, pages]) => (pages === undefined ? [] : rowsIn(pages).filter(({ id }) => id === messageId)));

/** Changes a message wherever it is loaded. */
export function changeMessage(
  queryClient: QueryClient,
  ticketId: string,
  messageId: string,
  change: (message: Message) => Message,
): void {
  changeWindows(queryClient, (pages) =>
    mapRows(pages, (row) => (row.id === messageId && row.ticketId === ticketId ? change(row) : row)),
  );
}

/** `message:removed`: it turned out to be another one that is there. */
export function removeMessage(queryClient: QueryClient, { messageId }: ServerEventPayload<"message:removed">): void {
  changeWindows(queryClient, (pages) => withoutRow(pages, messageId));
}

/** The ticket is out of sight: nothing of it stays, neither its conversation nor what stands of it above others. */
export function forgetTicket(queryClient: QueryClient, ticketId: string): void {
  queryClient.removeQueries({ queryKey: messageKeys.ofTicket(ticketId) });
  changeWindows(queryClient, (pages) => {
    if (!rowsIn(pages).some((row) => row.ticketId === ticketId)) return pages;
    return {
      ...pages,
      pages: pages.pages.map((page) => ({
        ...page,
        items: page.items.filter((row) => row.ticketId !== ticketId),
        tickets: page.tickets.filter((ticket) => ticket.id !== ticketId),
      })),
    };
  });
}

/** Messages were moved into or out of a ticket: all that shows some of it is fetched again. */
export function refetchTicket(queryClient: QueryClient, ticketId: string): void {
  void queryClient.invalidateQueries({
    queryKey: messageKeys.all,
    predicate: ({ queryKey, state }) =>
      queryKey[1] === ticketId ||
      (state.data !== undefined && rowsIn(state.data as MessagePages).some((row) => row.ticketId === ticketId)),
  });
}
