import { QueuesPage } from "../../../features/queues/index.ts";

export default function Queues() {
  return <QueuesPage />;
}
