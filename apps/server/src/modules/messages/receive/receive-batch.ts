import type { Context } from "../../../platform/context.ts";
import { connectionLock, contactsLock, takeLock } from "../../../platform/db/advisory-lock.ts";
import type { Sql } from "../../../platform/db/db.ts";
import { orNotFound } from "../../../platform/errors/app-error.ts";
import type { Logger } from "../../../platform/logging/index.ts";
import type { OutboxEntry } from "../../../platform/outbox/outbox.ts";
import type { InboundEvent } from "../../../whatsapp/driver.ts";
import { mergeTold, withMergeLocks, withoutParted } from "../../contacts/index.ts";
import { countRecovered } from "../../supervision/index.ts";
import { enqueueMediaFetch } from "../../media/index.ts";
import { refreshPreviews } from "../message-preview.repository.ts";
import { type BatchKeys, keysOf } from "./batch-keys.ts";
import type { BatchPlan } from "./batch-plan.ts";
import { joinGroups } from "./join-groups.ts";
import type { BatchState } from "./batch-state.ts";
import { loadBatchState } from "./batch-state.repository.ts";
import { writeContacts, writeMedia, writeMessages } from "./batch-write.repository.ts";
import {
  absorbEchoes,
  writeChanges,
  writeContents,
  writeParked,
  writeReactions,
  writeTakenUp,
} from "./news-write.repository.ts";
import { planBatch } from "./plan-batch.ts";

export type ReceiveDeps = Pick<Context, "db" | "clock" | "outbox" | "wakeLane"> & {
  readonly log?: Pick<Logger, "warn">;
};

/**
 * Stores one connection's events in their order, in one transaction under the connection's lock. Where they tell that stored
 * contacts are one person, these are merged in that transaction, before. Throws `not_found` for messages of a connection that
 * was removed. Fails with a unique or a foreign key violation where a contact, ticket or provider id came into being, or a
 * contact was merged, beside it: trying again finds it.
 */
export async function receiveBatch(
  deps: ReceiveDeps,
  connectionId: string,
  events: readonly InboundEvent[],
): Promise<void> {
  const { db, clock } = deps;
  const links = await db.sqlTransaction(
    async (tx) => {
      const now = clock.now();
      const plan = await makePlan(tx, connectionId, events, now);
      const found = plan.links.length === 0 ? [] : await withoutParted(tx, plan.links.map(idsOf));
      if (found.length > 0) return { groups: found, isStored: plan.links.flat().every(({ isNew }) => !isNew) };
      await storePlan(deps, tx, { connectionId, now, plan }, []);
      return null;
    },
    { lock: connectionLock(connectionId), plansOnce: true },
  );
  if (links === null) return;
  if (!links.isStored && events.length > 1) {
    // Two that came to be known in this very batch: the one who came first is stored first.
    for (const event of events) await receiveBatch(deps, connectionId, [event]);
    return;
  }
  await withMergeLocks(db, { contactIds: links.groups.flat(), connectionId }, async (tx) => {
    const now = clock.now();
    const told: OutboxEntry[] = [];
    for (const group of joinGroups(links.groups)) told.push(...(await mergeTold(tx, group, now)));
    const plan = await makePlan(tx, connectionId, events, now);
    await storePlan(deps, tx, { connectionId, now, plan }, told);
  });
}

const idsOf = (contacts: readonly { readonly id: string }[]) => contacts.map(({ id }) => id);

type Batch = { connectionId: string; now: Date; plan: BatchPlan };

/** Writes all that was planned. `told` is what screens have to know first. */
async function storePlan(
  { outbox, wakeLane }: ReceiveDeps,
  tx: Sql,
  { connectionId, now, plan }: Batch,
  told: readonly OutboxEntry[],
): Promise<void> {
  await writeContacts(tx, plan, now);
  await writeMedia(tx, plan);
  await writeMessages(tx, connectionId, plan, now);
  await writeContents(tx, plan);
  await absorbEchoes(tx, plan);
  await writeChanges(tx, plan);
  await writeReactions(tx, connectionId, plan);
  await writeParked(tx, connectionId, plan, now);
  const mediaIds = plan.media.filter(({ isFetched }) => isFetched).map(({ id }) => id);
  await enqueueMediaFetch(tx, connectionId, [...mediaIds, ...(await writeTakenUp(tx, plan))]);
  const changedIds = plan.changed.map(({ id }) => id);
  const lastIds = changedIds.length === 0 ? new Set<string>() : await refreshPreviews(tx, changedIds);
  const recovered = await countRecovered(tx, connectionId, plan.arrivals, now);
  await outbox.append(tx, [...told, ...entriesOf(plan, lastIds), ...recovered]);
  if (plan.hasGreeting) tx.afterCommit(() => wakeLane(connectionId));
}

/** Of a removed connection: what it sent may still change, nothing new comes. */
const nowhere = { queueId: null, greetingMessage: "", groupsEnabled: false, absences: [] };

/** Whoever makes a contact looks again under the contacts' lock, for another connection may just have made it. */
async function makePlan(tx: Sql, connectionId: string, events: readonly InboundEvent[], now: Date): Promise<BatchPlan> {
  const keys = keysOf(events);
  const load = async () => {
    const state = await loadWithParked(tx, connectionId, keys);
    if (events.some(({ kind }) => kind === "message")) orNotFound(state.route);
    return planBatch(events, state, state.route ?? nowhere, now);
  };
  const plan = await load();
  if (!plan.identities.some((identity) => identity.isNew)) return plan;
  await tx.query(takeLock(contactsLock));
  return load();
}

/** News that waited may speak of people whom the batch itself does not name. */
async function loadWithParked(tx: Sql, connectionId: string, keys: BatchKeys): Promise<BatchState> {
  const state = await loadBatchState(tx, connectionId, keys);
  const { identities } = keysOf(state.parked.map(({ event }) => event));
  if (identities.length === 0) return state;
  return loadBatchState(tx, connectionId, { ...keys, identities: [...keys.identities, ...identities] });
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
    ...plan.absorbed.flatMap(({ echoId, ticketId }) =>
      ticketId === null ? [] : [{ type: "message-removed", ticketId, messageId: echoId } as const],
    ),
  ];
}
