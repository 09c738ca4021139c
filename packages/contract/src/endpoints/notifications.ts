import { z } from "zod";
import { defineEndpoint } from "../endpoint.ts";
import { MessageType, NotificationKind } from "../enums.ts";
import { Id, pageOf, PageQuery, QueryBoolean, Timestamp } from "../primitives.ts";
import { UserSummary } from "./users.ts";

/** Something that was meant for one person, kept until they have read it: it also comes while nobody is signed in. */
export const Notification = z.object({
  id: Id,
  kind: NotificationKind,
  ticketId: Id,
  ticketNumber: z.number().int(),
  contactName: z.string(),
  /** MENTION: the note. Null for the other kinds. */
  messageId: Id.nullable(),
  messageType: MessageType.nullable(),
  /** MENTION: what the note says; TRANSFER: what was left for the next one. At most 200 characters, empty when deleted. */
  text: z.string(),
  /** Who did it. */
  by: UserSummary.nullable(),
  createdAt: Timestamp,
  readAt: Timestamp.nullable(),
});
export type Notification = z.infer<typeof Notification>;

export const notificationEndpoints = {
  listNotifications: defineEndpoint({
    operationId: "listNotifications",
    method: "GET",
    path: "/api/notifications",
    tag: "Notifications",
    summary:
      "One's own notifications of tickets that one may see now, newest first, and how many are unread (up to 100)",
    access: "AGENT",
    query: PageQuery.extend({ unread: QueryBoolean.optional() }),
    response: pageOf(Notification).extend({ unreadCount: z.number().int() }),
  }),
  readNotifications: defineEndpoint({
    operationId: "readNotifications",
    method: "POST",
    path: "/api/notifications/read",
    tag: "Notifications",
    summary:
      "Marks one's own notifications as read: those of these ids, or all; others' and unknown ones are left alone",
    access: "AGENT",
    body: z.strictObject({ ids: z.array(Id).min(1).max(100).nullable() }),
    status: 204,
  }),
};
