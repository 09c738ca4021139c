import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { ticketKeys } from "./ticket-keys.ts";
import type { TicketList } from "./ticket-list.ts";

const pageSize = 30;

/** Events keep what is loaded right, so nothing is fetched again only because time has passed. */
const live = { staleTime: Number.POSITIVE_INFINITY } as const;

const toQuery = ({ status, unread, ...rest }: TicketList) => ({
  ...rest,
  ...(status === undefined ? {} : { status: status.join(",") }),
  ...(unread === undefined ? {} : { unread: unread ? ("true" as const) : ("false" as const) }),
});

export const ticketListQuery = (list: TicketList) =>
  infiniteQueryOptions({
    ...live,
    meta: { kept: "list" },
    queryKey: ticketKeys.list(list),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listTickets,
        { query: { ...toQuery(list), limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const ticketQuery = (id: string) =>
  queryOptions({
    ...live,
    meta: { kept: "conversation" },
    queryKey: ticketKeys.detail(id),
    queryFn: ({ signal }) => api.call(endpoints.getTicket, { params: { id } }, { signal }),
  });

export const ticketCountsQuery = () =>
  queryOptions({
    ...live,
    meta: { kept: "catalogue" },
    queryKey: ticketKeys.counts,
    queryFn: ({ signal }) => api.call(endpoints.countTickets, { query: {} }, { signal }),
  });

export const ticketEventsQuery = (id: string) =>
  queryOptions({
    ...live,
    meta: { kept: "conversation" },
    queryKey: ticketKeys.events(id),
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listTicketEvents, { params: { id }, query: { limit: 100 } }, { signal })).items,
  });
