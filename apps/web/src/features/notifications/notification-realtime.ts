import { applyToCache } from "../../lib/query/replay-into-fetches.ts";
import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { applyNote, applyNotification, applyRead, dropTicket, notificationKeys } from "./notification-cache.ts";

const longestText = 200;

/** Tickets that have left one's sight with something unread in them: back in sight, so is that. */
const outOfSight = new Set<string>();

/** What events do to the list of notifications and to their count. */
export const notificationHandlers: RealtimeHandlers = {
  "notification:new": (queryClient, notification) =>
    applyToCache(queryClient, (client) => applyNotification(client, notification)),
  "notification:read": (queryClient, { notificationIds }) => {
    const at = new Date().toISOString();
    applyToCache(queryClient, (client) => applyRead(client, notificationIds, at));
  },
  "message:update": (queryClient, { message }) => {
    if (!message.isPrivate) return;
    const text = message.deletedAt === null ? message.body.slice(0, longestText) : "";
    applyToCache(queryClient, (client) => applyNote(client, message.id, text));
  },
  "ticket:removed": (queryClient, { ticketId }) =>
    applyToCache(queryClient, (client) => {
      if (dropTicket(client, ticketId)) outOfSight.add(ticketId);
    }),
  "ticket:new": (queryClient, { id }) => {
    if (outOfSight.delete(id)) void queryClient.invalidateQueries({ queryKey: notificationKeys.all });
  },
  // A mention follows its message to another ticket.
  "conversation:changed": (queryClient) => void queryClient.invalidateQueries({ queryKey: notificationKeys.all }),
};
