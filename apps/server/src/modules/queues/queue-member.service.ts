import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../platform/context.ts";
import type { Db } from "../../platform/db/db.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { membershipEntries } from "./membership-entries.ts";
import { addMembers, removeMember, removeOtherMembers } from "./queue-member.repository.ts";
import { explainViolations } from "./queue-violations.ts";
import { lockQueue } from "./queue.repository.ts";

/** Replaces the members; who was one and stays one notices nothing. */
export function setQueueMembers(
  context: UserContext,
  input: { queueId: string; userIds: readonly string[] },
): Promise<void> {
  return changeMembers(context, input.queueId, async (tx) => ({
    removed: await removeOtherMembers(tx, input.queueId, input.userIds),
    added: await addMembers(tx, input.queueId, input.userIds),
  }));
}

export function addQueueMember(context: UserContext, input: { queueId: string; userId: string }): Promise<void> {
  return changeMembers(context, input.queueId, async (tx) => ({
    removed: [],
    added: await addMembers(tx, input.queueId, [input.userId]),
  }));
}

export function removeQueueMember(context: UserContext, input: { queueId: string; userId: string }): Promise<void> {
  return changeMembers(context, input.queueId, async (tx) => {
    const removed = await removeMember(tx, input.queueId, input.userId);
    orNotFound(removed[0]);
    return { removed, added: [] };
  });
}

type Change = { added: string[]; removed: string[] };

async function changeMembers(context: UserContext, queueId: string, write: (tx: Db) => Promise<Change>): Promise<void> {
  const work = context.db.transaction(async (tx) => {
    orNotFound(await lockQueue(tx, queueId));
    const { added, removed } = await write(tx);
    if (added.length + removed.length === 0) return;
    await recordAudit(tx, context.actor, {
      action: "queue.members",
      entity: "queue",
      entityId: queueId,
      details: { added, removed },
    });
    await context.outbox.append(tx, membershipEntries([...removed, ...added]));
  });
  await work.catch(explainViolations);
}
