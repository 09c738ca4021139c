import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Notification, Page } from "@whatskovi/contract";
import { mapRows, withoutRow, withRow } from "../../lib/query/paged-rows.ts";

export const notificationKeys = {
  all: ["notifications"] as const,
  unread: ["notifications", "unread"] as const,
  lists: ["notifications", "list"] as const,
  list: (isUnreadOnly: boolean) => ["notifications", "list", isUnreadOnly] as const,
};

export type NotificationPage = Page<Notification> & { readonly unreadCount: number };
export type NotificationPages = InfiniteData<NotificationPage, string | null>;

/** The server counts no further. */
export const countedAtMost = 100;

/** Ids rise with time: the newest first. */
const newestFirst = (one: Notification, other: Notification): number => (one.id > other.id ? -1 : 1);

const changeUnread = (queryClient: QueryClient, change: (page: NotificationPage) => NotificationPage) =>
  queryClient.setQueryData<NotificationPage>(notificationKeys.unread, (page) => page && change(page));

const changeLists = (
  queryClient: QueryClient,
  change: (pages: NotificationPages, isUnreadOnly: boolean) => NotificationPages,
) => {
  for (const isUnreadOnly of [false, true])
    queryClient.setQueryData<NotificationPages>(
      notificationKeys.list(isUnreadOnly),
      (pages) => pages && change(pages, isUnreadOnly),
    );
};

const shorten = (page: NotificationPage, items: readonly Notification[]): NotificationPage => {
  const gone = page.items.length - items.length;
  return gone === 0 ? page : { ...page, items: [...items], unreadCount: Math.max(0, page.unreadCount - gone) };
};

/** Something new. It bears repetition. */
export function applyNotification(queryClient: QueryClient, notification: Notification): void {
  const isUnread = notification.readAt === null;
  changeUnread(queryClient, (page) =>
    !isUnread || page.items.some(({ id }) => id === notification.id)
      ? page
      : {
          ...page,
          items: [notification, ...page.items].toSorted(newestFirst),
          unreadCount: Math.min(countedAtMost, page.unreadCount + 1),
        },
  );
  changeLists(queryClient, (pages, isUnreadOnly) =>
    isUnreadOnly && !isUnread ? pages : withRow(pages, notification, newestFirst),
  );
}

/** These were read, or all. What is not loaded the server has to count anew. */
export function applyRead(queryClient: QueryClient, ids: readonly string[] | null, at: string): void {
  const isRead = ({ id }: Notification) => ids === null || ids.includes(id);
  const unread = queryClient.getQueryData<NotificationPage>(notificationKeys.unread);
  const loaded = unread?.items.filter(isRead).length ?? 0;
  const isBeyond = unread !== undefined && unread.unreadCount > unread.items.length;
  changeUnread(queryClient, (page) =>
    ids === null
      ? { ...page, items: [], unreadCount: 0 }
      : shorten(
          page,
          page.items.filter((one) => !isRead(one)),
        ),
  );
  changeLists(queryClient, (pages, isUnreadOnly) =>
    isUnreadOnly
      ? { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((one) => !isRead(one)) })) }
      : mapRows(pages, (one) => (isRead(one) && one.readAt === null ? { ...one, readAt: at } : one)),
  );
  if (ids !== null && isBeyond && loaded < ids.length)
    void queryClient.invalidateQueries({ queryKey: notificationKeys.unread });
}

/** The note that names somebody was edited or deleted. */
export function applyNote(queryClient: QueryClient, messageId: string, text: string): void {
  const change = (one: Notification) => (one.messageId === messageId && one.text !== text ? { ...one, text } : one);
  changeUnread(queryClient, (page) => ({ ...page, items: page.items.map(change) }));
  changeLists(queryClient, (pages) => mapRows(pages, change));
}

/** Out of sight, a ticket's are out of sight too. True where there were some. */
export function dropTicket(queryClient: QueryClient, ticketId: string): boolean {
  const isOf = (one: Notification) => one.ticketId === ticketId;
  const caches = [
    queryClient.getQueryData<NotificationPage>(notificationKeys.unread)?.items ?? [],
    ...[false, true].flatMap(
      (isUnreadOnly) =>
        queryClient
          .getQueryData<NotificationPages>(notificationKeys.list(isUnreadOnly))
          ?.pages.map(({ items }) => items) ?? [],
    ),
  ];
  const ids = new Set(
    caches
      .flat()
      .filter(isOf)
      .map(({ id }) => id),
  );
  if (ids.size === 0) return false;
  changeUnread(queryClient, (page) =>
    shorten(
      page,
      page.items.filter((one) => !isOf(one)),
    ),
  );
  changeLists(queryClient, (pages) => [...ids].reduce((rest, id) => withoutRow(rest, id), pages));
  return true;
}
