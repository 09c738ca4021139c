import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { applyRead, notificationKeys } from "./notification-cache.ts";

const pageSize = 30;

/** The latest unread ones and how many there are; events keep it right. */
export const unreadQuery = () =>
  queryOptions({
    queryKey: notificationKeys.unread,
    queryFn: ({ signal }) =>
      api.call(endpoints.listNotifications, { query: { unread: "true", limit: pageSize } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** All of them, or the unread, the newest first. */
export const notificationsQuery = (isUnreadOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: notificationKeys.list(isUnreadOnly),
    queryFn: ({ pageParam, signal }) =>
      api.call(
        endpoints.listNotifications,
        {
          query: {
            limit: pageSize,
            ...(isUnreadOnly && { unread: "true" as const }),
            ...(pageParam !== null && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/**
 * Marks these as read, or all, on the screen at once. Throws `ApiError`, and then the screen shows again what holds.
 */
export async function readNotifications(queryClient: QueryClient, ids: string[] | null): Promise<void> {
  applyRead(queryClient, ids, new Date().toISOString());
  try {
    await api.call(endpoints.readNotifications, { body: { ids } });
  } catch (error) {
    void queryClient.invalidateQueries({ queryKey: notificationKeys.all });
    throw error;
  }
}
