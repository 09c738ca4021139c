import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { ticketEventsQuery } from "../tickets/index.ts";
import { messageKeys, type MessagePages, type PagePlace, type WindowAnchor } from "./message-cache.ts";

/** How many messages are asked for at once. */
export const pageSize = 40;
/** A window holds no more pages than these, however long the conversation is. */
export const mostPages = 12;

const placeOf = (anchor: WindowAnchor): PagePlace => (anchor === "end" ? {} : { around: anchor });

/**
 * A window onto the conversation of a ticket, newest first: the next page goes back in time, on into the contact's earlier tickets,
 * the previous one forward. Events keep it right.
 */
export const messagesQuery = (ticketId: string, anchor: WindowAnchor = "end") =>
  infiniteQueryOptions({
    staleTime: Number.POSITIVE_INFINITY,
    queryKey: messageKeys.window(ticketId, anchor),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listTicketMessages,
        { params: { id: ticketId }, query: { limit: pageSize, earlier: "true", ...pageParam } },
        { signal },
      ),
    initialPageParam: placeOf(anchor),
    getNextPageParam: ({ nextCursor }): PagePlace | null => (nextCursor === null ? null : { cursor: nextCursor }),
    getPreviousPageParam: ({ previousCursor }): PagePlace | null =>
      previousCursor === null ? null : { after: previousCursor },
    // The end of a conversation is kept for the next start, and never given up: see `splitWindow`.
    ...(anchor === "end" ? { meta: { kept: "conversation" as const } } : { maxPages: mostPages }),
  });

/** One message of a conversation that is loaded nowhere near its end. Null when it is not there. */
export const messageQuery = (ticketId: string, messageId: string) =>
  queryOptions({
    staleTime: Number.POSITIVE_INFINITY,
    queryKey: ["message", ticketId, messageId],
    queryFn: async ({ signal }) => {
      const query = { around: messageId, limit: 1 };
      const { items } = await api.call(endpoints.listTicketMessages, { params: { id: ticketId }, query }, { signal });
      return items.find(({ id }) => id === messageId) ?? null;
    },
  });

/**
 * Who has read far back from the end goes on in a window of its own, so that the end stays loaded and small. Returns the anchor of
 * the new window, which shows what the old one showed, without what lies far below; null when there is no need.
 */
export function splitWindow(queryClient: QueryClient, ticketId: string): WindowAnchor | null {
  const end = messageKeys.window(ticketId, "end");
  const pages = queryClient.getQueryData<MessagePages>(end);
  if (pages === undefined || pages.pages.length <= mostPages) return null;
  const kept = { pages: pages.pages.slice(-mostPages + 2), pageParams: pages.pageParams.slice(-mostPages + 2) };
  const anchor = kept.pages.at(-1)?.items[0]?.id;
  if (anchor === undefined) return null;
  queryClient.setQueryData<MessagePages>(messageKeys.window(ticketId, anchor), kept);
  queryClient.setQueryData<MessagePages>(end, {
    pages: pages.pages.slice(0, 1),
    pageParams: pages.pageParams.slice(0, 1),
  });
  return anchor;
}

/** Fetches what opening a conversation shows, unless it is there: for the moment before somebody opens it. */
export function prefetchConversation(queryClient: QueryClient, ticketId: string): void {
  void queryClient.prefetchInfiniteQuery(messagesQuery(ticketId));
  void queryClient.prefetchQuery(ticketEventsQuery(ticketId));
}
