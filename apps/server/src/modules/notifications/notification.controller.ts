import type { Handlers } from "../../platform/http/handler.ts";
import { listNotifications } from "./list-notifications.ts";
import { readNotifications } from "./read-notifications.ts";

/** The endpoints of one's own notifications. */
export function notificationHandlers(): Pick<Handlers, "listNotifications" | "readNotifications"> {
  return {
    listNotifications: ({ context, query }) => listNotifications(context, query),
    readNotifications: ({ context, body }) => readNotifications(context, body),
  };
}
