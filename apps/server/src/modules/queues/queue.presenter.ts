import type { Queue } from "@whatskovi/contract";
import type { QueueRow } from "./queue.repository.ts";

export const presentQueue = (row: QueueRow): Queue => ({
  id: row.id,
  name: row.name,
  color: row.color,
  description: row.description,
  greetingMessage: row.greetingMessage,
  priority: row.priority,
  memberCount: row.memberCount,
  createdAt: row.createdAt.toISOString(),
});
