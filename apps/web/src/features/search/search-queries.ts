import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { filterQuery, type MessageFilters } from "./message-filters.ts";

const few = 5;
const messagesAtOnce = 10;

/** What was found stays while the next is looked for; what nobody waits for any more is cancelled. */
const kept = { placeholderData: keepPreviousData, staleTime: 10_000, gcTime: 60_000 } as const;

export const foundTicketsQuery = (q: string) =>
  queryOptions({
    ...kept,
    queryKey: ["search", "tickets", q],
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listTickets, { query: { q, limit: few } }, { signal })).items,
    enabled: q !== "",
  });

export const foundContactsQuery = (q: string) =>
  queryOptions({
    ...kept,
    queryKey: ["search", "contacts", q],
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listContacts, { query: { q, limit: few } }, { signal })).items,
    enabled: q !== "",
  });

/** A space at the end says that the last word is whole, so it is part of what is asked. */
export const foundMessagesQuery = (q: string, filters: MessageFilters) =>
  infiniteQueryOptions({
    ...kept,
    queryKey: ["search", "messages", q, filterQuery(filters)],
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.searchMessages,
        {
          query: {
            q,
            limit: messagesAtOnce,
            ...filterQuery(filters),
            ...(pageParam !== null && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: q !== "",
  });
