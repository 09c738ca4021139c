import { ConnectionsPage } from "../../../features/connections/index.ts";

export default function Connections() {
  return <ConnectionsPage />;
}
