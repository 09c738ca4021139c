import { queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";

export const queueKeys = {
  all: ["queues"] as const,
  list: ["queues", "list"] as const,
  members: (id: string) => ["queues", "members", id] as const,
};

/** All queues, by priority and name. */
export const queuesQuery = () =>
  queryOptions({
    meta: { kept: "catalogue" },
    queryKey: queueKeys.list,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listQueues, { query }, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const queueMembersQuery = (id: string) =>
  queryOptions({
    meta: { kept: "catalogue" },
    queryKey: queueKeys.members(id),
    queryFn: ({ signal }) =>
      allPages((query) => api.call(endpoints.listQueueMembers, { params: { id }, query }, { signal })),
  });
