import { orNotFound } from "../../platform/errors/app-error.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { addQueueMember, removeQueueMember, setQueueMembers } from "./queue-member.service.ts";
import { presentQueue } from "./queue.presenter.ts";
import { listQueueMembers, listQueues } from "./queue.read-model.ts";
import { loadQueue } from "./queue.repository.ts";
import { createQueue, deleteQueue, updateQueue } from "./queue.service.ts";

type QueueHandlers = Pick<
  Handlers,
  | "listQueues"
  | "getQueue"
  | "createQueue"
  | "updateQueue"
  | "deleteQueue"
  | "listQueueMembers"
  | "setQueueMembers"
  | "addQueueMember"
  | "removeQueueMember"
>;

/** The endpoints of queues and their members. */
export function queueHandlers(): QueueHandlers {
  return {
    listQueues: ({ context, query }) => listQueues(context.db, query),
    getQueue: async ({ context, params }) => presentQueue(orNotFound(await loadQueue(context.db, params.id))),
    createQueue: ({ context, body }) => createQueue(context, body),
    updateQueue: ({ context, params, body }) => updateQueue(context, { id: params.id, changes: body }),
    deleteQueue: ({ context, params }) => deleteQueue(context, params),
    listQueueMembers: async ({ context, params, query }) => {
      orNotFound(await loadQueue(context.db, params.id));
      return listQueueMembers(context.db, params.id, query);
    },
    setQueueMembers: ({ context, params, body }) => setQueueMembers(context, { queueId: params.id, ...body }),
    addQueueMember: ({ context, params, body }) => addQueueMember(context, { queueId: params.id, ...body }),
    removeQueueMember: ({ context, params }) =>
      removeQueueMember(context, { queueId: params.id, userId: params.userId }),
  };
}
