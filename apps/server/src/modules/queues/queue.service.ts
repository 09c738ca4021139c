import type { EndpointInput, Queue, queueEndpoints } from "@whatskovi/contract";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { membershipEntries } from "./membership-entries.ts";
import { addMembers, listMemberIds } from "./queue-member.repository.ts";
import { explainViolations } from "./queue-violations.ts";
import { presentQueue } from "./queue.presenter.ts";
import {
  hasActiveTickets,
  insertQueue,
  listConnectionIds,
  loadQueue,
  lockQueue,
  type QueueFields,
  removeQueue,
  writeQueue,
} from "./queue.repository.ts";

type Input<Name extends keyof typeof queueEndpoints> = EndpointInput<(typeof queueEndpoints)[Name]>;

export async function createQueue(context: UserContext, input: Input<"createQueue">["body"]): Promise<Queue> {
  const { memberIds, ...fields } = input;
  const work = context.db.transaction(async (tx) => {
    const id = await insertQueue(tx, fields);
    const added = await addMembers(tx, id, memberIds);
    await recordAudit(tx, context.actor, {
      action: "queue.created",
      entity: "queue",
      entityId: id,
      details: { ...fields, memberIds },
    });
    const queue = orNotFound(await loadQueue(tx, id));
    await context.outbox.append(tx, membershipEntries(added));
    return queue;
  });
  return presentQueue(await work.catch(explainViolations));
}

export async function updateQueue(
  context: UserContext,
  input: { id: string; changes: Input<"updateQueue">["body"] },
): Promise<Queue> {
  const work = context.db.transaction(async (tx) => {
    orNotFound(await lockQueue(tx, input.id));
    const changes = Object.fromEntries(Object.entries(input.changes).filter(([, value]) => value !== undefined));
    await writeQueue(tx, input.id, changes as Partial<QueueFields>);
    await recordAudit(tx, context.actor, {
      action: "queue.updated",
      entity: "queue",
      entityId: input.id,
      details: changes,
    });
    const queue = orNotFound(await loadQueue(tx, input.id));
    await context.outbox.append(tx, [{ type: "catalogue", catalogue: "queues" }]);
    return queue;
  });
  return presentQueue(await work.catch(explainViolations));
}

/** Its row is locked before its tickets are looked for, so none can come into it while it goes. */
export async function deleteQueue(context: UserContext, { id }: { id: string }): Promise<void> {
  await context.db.transaction(async (tx) => {
    const { name } = orNotFound(await lockQueue(tx, id));
    if (await hasActiveTickets(tx, id)) throw new AppError("in_use", { detail: "It still has active tickets." });
    const memberIds = await listMemberIds(tx, id);
    const connectionIds = await listConnectionIds(tx, id);
    await removeQueue(tx, id);
    await recordAudit(tx, context.actor, { action: "queue.deleted", entity: "queue", entityId: id, details: { name } });
    await context.outbox.append(tx, [
      ...membershipEntries(memberIds),
      ...connectionIds.map((connectionId) => ({ type: "connection", connectionId }) as const),
    ]);
  });
}
