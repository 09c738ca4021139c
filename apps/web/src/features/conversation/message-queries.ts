import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { messageKeys } from "./message-cache.ts";

const pageSize = 40;

/** The messages of a ticket, newest first; the next page goes back in time. Events keep it right. */
export const messagesQuery = (ticketId: string) =>
  infiniteQueryOptions({
    staleTime: Number.POSITIVE_INFINITY,
    meta: { kept: "conversation" },
    queryKey: messageKeys.ofTicket(ticketId),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listTicketMessages,
        { params: { id: ticketId }, query: { limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
