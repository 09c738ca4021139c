import type { EndpointInput, EndpointResponse, notificationEndpoints } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { toPage } from "../../platform/db/cursor.ts";
import { presentNotification } from "./notification.presenter.ts";
import { countUnread, listNotificationRows } from "./notification.read-model.ts";

type List = typeof notificationEndpoints.listNotifications;

/** What was meant for oneself in tickets that one may see now, newest first. */
export async function listNotifications(
  { db, actor }: UserContext,
  query: EndpointInput<List>["query"],
): Promise<EndpointResponse<List>> {
  const [rows, unreadCount] = await Promise.all([listNotificationRows(db, actor, query), countUnread(db, actor)]);
  return { ...toPage(rows, query.limit, (row) => [row.id], presentNotification), unreadCount };
}
