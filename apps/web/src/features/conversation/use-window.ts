import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { Message, Ticket } from "@whatskovi/contract";
import { useCallback, useEffect, useMemo, useState } from "react";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { isAttached, type WindowAnchor } from "./message-cache.ts";
import { messagesQuery, splitWindow } from "./message-queries.ts";

const nothing: readonly never[] = [];

/** A part of a conversation, and the way to another part. Until that is there, the part before stays. */
export function useWindow(ticketId: string, start: WindowAnchor) {
  const queryClient = useQueryClient();
  const [anchor, setAnchor] = useState(start);
  const query = useInfiniteQuery({ ...messagesQuery(ticketId, anchor), placeholderData: keepPreviousData });
  const { data, fetchNextPage, fetchPreviousPage } = query;
  const messages: readonly Message[] = useMemo(() => rowsOf(data), [data]);
  const earlier: readonly Ticket[] = useMemo(() => data?.pages.flatMap((page) => page.tickets) ?? nothing, [data]);
  const isSettled = data !== undefined && !query.isPlaceholderData;

  useEffect(() => {
    const next = anchor === "end" && isSettled ? splitWindow(queryClient, ticketId) : null;
    if (next !== null) setAnchor(next);
  }, [anchor, isSettled, data, queryClient, ticketId]);

  return {
    anchor,
    /** Looks elsewhere: the end, the first unread message, or the message of that id. */
    look: setAnchor,
    query,
    messages,
    earlier,
    firstUnreadId: data?.pages.find((page) => page.firstUnreadId !== null)?.firstUnreadId ?? null,
    /** Whether what is shown is what was asked for. */
    isSettled,
    /** Whether it reaches the end of the conversation. */
    isAttached: data !== undefined && isAttached(data),
    hasOlder: query.hasNextPage,
    loadOlder: useCallback(() => void fetchNextPage(), [fetchNextPage]),
    loadNewer: useCallback(() => void fetchPreviousPage(), [fetchPreviousPage]),
  };
}

export type ConversationWindow = ReturnType<typeof useWindow>;
