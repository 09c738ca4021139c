export { queueHandlers } from "./queue.controller.ts";
