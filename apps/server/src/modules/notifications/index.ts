export { notificationHandlers } from "./notification.controller.ts";
export { loadNotificationsFor } from "./notification.read-model.ts";
export { presentNotification } from "./notification.presenter.ts";
