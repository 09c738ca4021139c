import type { UserContext } from "../../platform/context.ts";
import { markRead } from "./notification.repository.ts";

/** Marks one's own as read, in every browser. What was read before stays as it was. */
export async function readNotifications(
  { db, actor, clock, outbox }: UserContext,
  { ids }: { ids: readonly string[] | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const notificationIds = await markRead(tx, { userId: actor.id, ids, at: clock.now() });
    if (notificationIds.length > 0)
      await outbox.append(tx, [{ type: "notifications-read", userId: actor.id, notificationIds }]);
  });
}
