export { queueHandlers } from "./queue.controller.ts";
export { addQueueMember, removeQueueMember, setQueueMembers } from "./queue-member.service.ts";
export { createQueue, deleteQueue, updateQueue } from "./queue.service.ts";
