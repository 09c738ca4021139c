import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { allPages } from "../../lib/query/all-pages.ts";

export const userKeys = { users: ["users"] as const, colleagues: ["colleagues"] as const };

/** Everybody who works here, deactivated people included. For supervisors and administrators. */
export const usersQuery = () =>
  queryOptions({
    queryKey: userKeys.users,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listUsers, { query }, { signal })),
  });

/** Active colleagues to whom a ticket can be handed, with their presence. */
export const colleaguesQuery = () =>
  queryOptions({
    meta: { kept: "catalogue" },
    queryKey: userKeys.colleagues,
    queryFn: ({ signal }) => allPages((query) => api.call(endpoints.listColleagues, { query }, { signal })),
  });

/** After somebody was added or changed. */
export async function refreshPeople(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: userKeys.colleagues });
  await queryClient.invalidateQueries({ queryKey: userKeys.users });
}
