import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { ticketKeys } from "./ticket-keys.ts";
import type { TicketList, TicketNarrowing } from "./ticket-list.ts";

const pageSize = 50;

/** Events keep what is loaded right, so nothing is fetched again only because time has passed. */
const live = { staleTime: Number.POSITIVE_INFINITY } as const;

function toQuery({ queueId, tagId, priority, unread, ...rest }: TicketNarrowing) {
  return {
    ...rest,
    ...(queueId && { queueId: queueId.join() }),
    ...(tagId && { tagId: tagId.join() }),
    ...(priority && { priority: priority.join() }),
    ...(unread !== undefined && { unread: unread ? ("true" as const) : ("false" as const) }),
  };
}

function toListQuery({ status, sort, ...narrowing }: TicketList) {
  return { ...toQuery(narrowing), sort, ...(status && { status: status.join() }) };
}

export const ticketListQuery = (list: TicketList) =>
  infiniteQueryOptions({
    ...live,
    meta: { kept: "list" },
    queryKey: ticketKeys.list(list),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listTickets,
        { query: { ...toListQuery(list), limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) } },
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

/** What the inbox's tabs hold under a filter; events keep it right, see `ticket-counts.ts`. */
export const ticketCountsQuery = (narrowing: TicketNarrowing = {}) =>
  queryOptions({
    ...live,
    ...(Object.keys(narrowing).length === 0 && { meta: { kept: "catalogue" as const } }),
    queryKey: ticketKeys.countsOf(narrowing),
    queryFn: ({ signal }) => api.call(endpoints.countTickets, { query: toQuery(narrowing) }, { signal }),
  });

export const ticketEventsQuery = (id: string) =>
  queryOptions({
    ...live,
    meta: { kept: "conversation" },
    queryKey: ticketKeys.events(id),
    queryFn: async ({ signal }) =>
      (await api.call(endpoints.listTicketEvents, { params: { id }, query: { limit: 100 } }, { signal })).items,
  });
