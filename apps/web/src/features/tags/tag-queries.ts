import { queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";

export const tagKeys = { all: ["tags"] as const };

/** All tags, by name. */
export const tagsQuery = () =>
  queryOptions({
    meta: { kept: "catalogue" },
    queryKey: tagKeys.all,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listTags, { query }, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
