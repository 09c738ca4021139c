import type { OutboxEntry } from "../../platform/outbox/outbox.ts";

/** What screens must learn when people joined or left a queue: their own rights first, then both lists. */
export function membershipEntries(userIds: readonly string[]): OutboxEntry[] {
  return [
    ...userIds.map((userId) => ({ type: "user", userId }) as const),
    { type: "catalogue", catalogue: "queues" },
    ...(userIds.length > 0 ? [{ type: "catalogue", catalogue: "users" } as const] : []),
  ];
}
