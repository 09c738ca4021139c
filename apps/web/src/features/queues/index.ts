/** Queues: the list for everybody who chooses one, and their administration. */
export { queuesQuery } from "./queue-queries.ts";
export { queueHandlers } from "./queue-realtime.ts";
export { QueuesPage } from "./queues-page.tsx";
