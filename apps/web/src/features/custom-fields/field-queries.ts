import { queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";

export const fieldKeys = {
  all: ["custom-fields"] as const,
  use: (id: string) => ["custom-fields", "use", id] as const,
};

/** The company's own fields of contacts, in their order. */
export const customFieldsQuery = () =>
  queryOptions({
    queryKey: fieldKeys.all,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listCustomFields, { query }, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What deleting a field takes away. */
export const fieldUseQuery = (id: string) =>
  queryOptions({
    queryKey: fieldKeys.use(id),
    queryFn: ({ signal }) => api.call(endpoints.getCustomFieldUse, { params: { id } }, { signal }),
    staleTime: 0,
  });
