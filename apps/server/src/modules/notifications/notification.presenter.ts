import type { Notification } from "@whatskovi/contract";
import type { NotificationRow } from "./notification.read-model.ts";

export const presentNotification = (row: NotificationRow): Notification => ({
  id: row.id,
  kind: row.kind,
  ticketId: row.ticketId,
  ticketNumber: row.ticketNumber,
  contactName: row.contactName,
  messageId: row.messageId,
  messageType: row.messageType,
  text: row.text,
  by: row.actorId === null ? null : { id: row.actorId, name: row.actorName ?? "" },
  createdAt: row.createdAt.toISOString(),
  readAt: row.readAt?.toISOString() ?? null,
});
