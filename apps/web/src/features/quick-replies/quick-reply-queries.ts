import { queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";

export const quickReplyKeys = { all: ["quick-replies"] as const };

/** The quick replies that one may use, by shortcut. */
export const quickRepliesQuery = () =>
  queryOptions({
    meta: { kept: "catalogue" },
    queryKey: quickReplyKeys.all,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listQuickReplies, { query }, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
