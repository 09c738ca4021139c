import { NotificationsPage } from "../../../features/notifications/index.ts";

export default function Notifications() {
  return <NotificationsPage />;
}
