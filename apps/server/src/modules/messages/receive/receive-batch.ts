import type { Context } from "../../../platform/context.ts";
import { connectionLock, contactsLock, takeLock } from "../../../platform/db/advisory-lock.ts";
import type { Sql } from "../../../platform/db/db.ts";
import { orNotFound } from "../../../platform/errors/app-error.ts";
import type { OutboxEntry } from "../../../platform/outbox/outbox.ts";
import type { InboundEvent } from "../../../whatsapp/driver.ts";
import { enqueueMediaFetch } from "../../media/index.ts";
import { refreshPreviews } from "../message-preview.repository.ts";
import { keysOf } from "./batch-keys.ts";
import type { BatchPlan } from "./batch-plan.ts";
import { loadBatchState } from "./batch-state.repository.ts";
import { writeContacts, writeMedia, writeMessages } from "./batch-write.repository.ts";
import { absorbEchoes, writeChanges, writeContents, writeParked, writeReactions } from "./news-write.repository.ts";
import { planBatch } from "./plan-batch.ts";

export type ReceiveDeps = Pick<Context, "db" | "clock" | "outbox" | "wakeLane">;

/**
 * Stores one connection's events in their order, in one transaction under the connection's lock. Throws `not_found` for
 * messages of a connection that was removed. Fails with a unique violation where a contact, ticket or provider id came into being beside
 * it: trying again finds it.
 */
export async function receiveBatch(
  deps: ReceiveDeps,
  connectionId: string,
  events: readonly InboundEvent[],
): Promise<void> {
  await deps.db.sqlTransaction(
    async (tx) => {
      const now = deps.clock.now();
      const plan = await makePlan(tx, connectionId, events, now);
      await writeContacts(tx, plan, now);
      await writeMedia(tx, plan);
      await writeMessages(tx, connectionId, plan, now);
      await writeContents(tx, plan);
      await absorbEchoes(tx, plan);
      await writeChanges(tx, plan);
      await writeReactions(tx, plan);
      await writeParked(tx, connectionId, plan, now);
      const mediaIds = plan.media.filter(({ isFetched }) => isFetched).map(({ id }) => id);
      await enqueueMediaFetch(tx, connectionId, mediaIds);
      const changedIds = plan.changed.map(({ id }) => id);
      const lastIds = changedIds.length === 0 ? new Set<string>() : await refreshPreviews(tx, changedIds);
      await deps.outbox.append(tx, entriesOf(plan, lastIds));
      if (plan.hasGreeting) tx.afterCommit(() => deps.wakeLane(connectionId));
    },
    { lock: connectionLock(connectionId), plansOnce: true },
  );
}

/** Of a removed connection: what it sent may still change, nothing new comes. */
const nowhere = { queueId: null, greetingMessage: "" };

/** Whoever makes a contact looks again under the contacts' lock, for another connection may just have made it. */
async function makePlan(tx: Sql, connectionId: string, events: readonly InboundEvent[], now: Date): Promise<BatchPlan> {
  const keys = keysOf(events);
  const load = async () => {
    const state = await loadBatchState(tx, connectionId, keys);
    if (events.some(({ kind }) => kind === "message")) orNotFound(state.route);
    return planBatch(events, state, state.route ?? nowhere, now);
  };
  const plan = await load();
  if (!plan.identities.some((identity) => identity.isNew)) return plan;
  await tx.query(takeLock(contactsLock));
  return load();
}

function entriesOf(plan: BatchPlan, lastIds: ReadonlySet<string>): OutboxEntry[] {
  return [
    ...plan.contacts.filter(({ isNew }) => !isNew).map(({ id }) => ({ type: "contact", contactId: id }) as const),
    ...plan.tickets.map(
      ({ id, messageIds, isNew }) => ({ type: "messages", ticketId: id, messageIds, isNewTicket: isNew }) as const,
    ),
    ...plan.changed.map(
      ({ id, ticketId }) => ({ type: "message-update", ticketId, messageId: id, isLast: lastIds.has(id) }) as const,
    ),
  ];
}
