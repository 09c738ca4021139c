import { defaultPacing, type FailureCode } from "@whatskovi/contract";
import type { FileStorage } from "../../platform/storage/index.ts";
import type { ClaimedMessage, ClaimLimits, DeliveryQueue } from "../../whatsapp/delivery-queue.ts";
import type { SendReceipt } from "../../whatsapp/driver.ts";
import { claimAction, completeAction, failAction, releaseActions } from "./actions/lane-actions.ts";
import { failAllActions, releaseAction } from "./actions/lane-actions.repository.ts";
import {
  claimOldest,
  failAllOutgoing,
  failSending,
  findConnectionOf,
  isStillSending,
  findPacing,
  holdWaiting,
  learnAddress,
  listOpenings,
  listSending,
  nextDue,
  releaseSending,
} from "./outgoing-message.repository.ts";
import { commandFor } from "./outgoing-command.ts";
import { isForeignKeyViolation } from "../../platform/db/violations.ts";
import { identityKey, mergeAsTold } from "../contacts/index.ts";
import type { ReceiveDeps } from "./receive/receive-batch.ts";
import { receiveEvents } from "./receive/receive-events.ts";
import { tellChanged } from "./tell-changed.ts";

export type DeliveryQueueDeps = ReceiveDeps & { readonly storage: FileStorage };

/** The messages table as the delivery lane's queue: see the port for what each promises. */
export function createDeliveryQueue(deps: DeliveryQueueDeps): DeliveryQueue {
  const { db, clock } = deps;
  return {
    claimNext: (connectionId, busyContactIds, limits) => claimNext(deps, connectionId, busyContactIds, limits),
    pacingOf: async (connectionId) => {
      const found = await findPacing(db, connectionId);
      if (found === null) throw new Error("the number is gone");
      return { pacing: found.pacing ?? defaultPacing[found.driver], createdAt: found.createdAt };
    },
    listOpenings: (connectionId, since, most) => listOpenings(db, connectionId, since, most),
    hold: (connectionId, hold) =>
      db.sqlTransaction(async (tx) => {
        const held = await holdWaiting(tx, connectionId, hold, clock.now());
        if (held.length > 0) await tellChanged(deps, tx, held);
      }),
    nextDueAt: (connectionId) => nextDue(db, connectionId),
    markSent: (messageId, receipt) => markSent(deps, messageId, receipt),
    isSending: (messageId) => isStillSending(db, messageId),
    markFailed: (messageId, failureCode) => markFailed(deps, messageId, failureCode),
    scheduleRetry: (messageId, at) => releaseSending(db, messageId, at),
    listInDoubt: (connectionId, claimedBefore) => listSending(db, connectionId, claimedBefore),
    failPending: (connectionId, failureCode) =>
      db.sqlTransaction(async (tx) => {
        const failed = await failAllOutgoing(tx, connectionId, failureCode);
        const actions = await failAllActions(tx, connectionId, failureCode);
        await tellChanged(deps, tx, [...failed, ...actions]);
        return failed.length;
      }),
    claimAction: (connectionId, busyContactIds) => claimAction(deps, connectionId, busyContactIds),
    completeAction: (connectionId, actionId) => completeAction(deps, connectionId, actionId),
    failAction: (connectionId, actionId, failureCode) => failAction(deps, connectionId, actionId, failureCode),
    retryAction: (actionId, at) => releaseAction(db, actionId, at),
    releaseActions: (connectionId, underWay) => releaseActions(deps, connectionId, underWay),
  };

  async function claimNext(
    { storage }: DeliveryQueueDeps,
    connectionId: string,
    busyContactIds: readonly string[],
    limits?: ClaimLimits,
  ): Promise<ClaimedMessage | null> {
    for (;;) {
      const message = await claimOldest(db, connectionId, busyContactIds, clock.now(), limits);
      if (message === null) return null;
      const command = await commandFor({ db, storage }, message);
      if (command !== null) return { contactId: message.contactId, attempts: message.attempts, command };
      await markFailed(deps, message.id, message.identities.length === 0 ? "invalid_recipient" : "media_rejected");
    }
  }
}

/** A receipt is a status like those that WhatsApp tells later, and comes in by the same way: so the two cannot pass each other. */
async function markSent(
  deps: DeliveryQueueDeps,
  messageId: string,
  { providerId, recipient }: SendReceipt,
): Promise<void> {
  const place = await findConnectionOf(deps.db, messageId);
  if (place === null) return;
  const timestamp = deps.clock.now().getTime();
  await receiveEvents(deps, place.whatsappId, [{ kind: "status", messageId, providerId, status: "SENT", timestamp }]);
  if (recipient === undefined) return;
  const identity = { kind: recipient.kind, value: identityKey(recipient), address: recipient.value };
  try {
    const one = await learnAddress(deps.db, messageId, identity);
    if (one !== null) await mergeAsTold(deps, one);
  } catch (error) {
    // The contact was merged into another at this very moment: the next message learns it.
    if (!isForeignKeyViolation(error)) throw error;
  }
}

function markFailed(deps: DeliveryQueueDeps, messageId: string, failureCode: FailureCode): Promise<void> {
  return deps.db.sqlTransaction(async (tx) => {
    const ticketId = await failSending(tx, messageId, failureCode);
    if (ticketId !== null) await tellChanged(deps, tx, [{ id: messageId, ticketId }]);
  });
}
