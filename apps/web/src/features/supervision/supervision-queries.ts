import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";

export const supervisionKeys = {
  alerts: ["alerts"] as const,
  gaps: (connectionId: string) => ["connections", "gaps", connectionId] as const,
};

/** What holds now of the company's numbers, for administrators. Events keep it right. */
export const alertsQuery = () =>
  queryOptions({
    queryKey: supervisionKeys.alerts,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listAlerts, { query }, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The interruptions of a number, the latest first. */
export const gapsQuery = (connectionId: string) =>
  infiniteQueryOptions({
    queryKey: supervisionKeys.gaps(connectionId),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listConnectionGaps,
        { params: { id: connectionId }, query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
