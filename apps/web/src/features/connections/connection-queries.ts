import { queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";

export const connectionKeys = {
  list: ["connections", "list"] as const,
  summaries: ["connections", "summaries"] as const,
  drivers: ["connections", "drivers"] as const,
};

/** All numbers with everything an administrator may know. */
export const connectionsQuery = () =>
  queryOptions({
    queryKey: connectionKeys.list,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listConnections, { query }, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Names and states of all numbers, for everybody. */
export const connectionSummariesQuery = () =>
  queryOptions({
    queryKey: connectionKeys.summaries,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listConnectionSummaries, { query }, { signal })),
  });

/** Kinds of connection, and whether this server offers each. */
export const driversQuery = () =>
  queryOptions({
    queryKey: connectionKeys.drivers,
    queryFn: async ({ signal }) => (await api.call(endpoints.listDrivers, {}, { signal })).items,
  });
