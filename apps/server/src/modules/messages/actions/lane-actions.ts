import type { FailureCode } from "@whatskovi/contract";
import { connectionLock } from "../../../platform/db/advisory-lock.ts";
import type { Sql } from "../../../platform/db/db.ts";
import type { ClaimedAction } from "../../../whatsapp/delivery-queue.ts";
import { toIdentities, toMessageRef } from "../message-ref.ts";
import type { ReceiveDeps } from "../receive/receive-batch.ts";
import { tellChanged } from "../tell-changed.ts";
import {
  applyEdit,
  applyReaction,
  claimOldestAction,
  listSendingActions,
  releaseAction,
  type SettledAction,
  settleAction,
  type TakenAction,
} from "./lane-actions.repository.ts";
import { markDeleted } from "./message-action.repository.ts";

/** The next action that a driver has to carry out. What can be settled without one is settled and passed over. */
export async function claimAction(
  deps: ReceiveDeps,
  connectionId: string,
  busyContactIds: readonly string[],
): Promise<ClaimedAction | null> {
  for (;;) {
    const taken = await claimOldestAction(deps.db, connectionId, busyContactIds, deps.clock.now());
    if (taken === null) return null;
    const obstacle = obstacleTo(taken);
    if (obstacle === "unsent")
      await settle(deps, connectionId, taken.id, null, (tx, done) => applyUnsent(tx, done, deps));
    else if (obstacle !== null) await failAction(deps, connectionId, taken.id, obstacle);
    else {
      const action = toClaimed(taken);
      if (action !== null) return action;
    }
  }
}

/** Why WhatsApp need not, or cannot, be told. `unsent`: the message failed on its way, so what was wished is done here alone. */
function obstacleTo({
  messageStatus,
  messageFailure,
  message,
  identities,
}: TakenAction): FailureCode | "unsent" | null {
  if (messageStatus === "FAILED" && messageFailure !== "delivery_unknown") return "unsent";
  if (message === null) return "delivery_unknown";
  return identities.length === 0 ? "invalid_recipient" : null;
}

function toClaimed({ id, contactId, attempts, kind, payload, message, identities }: TakenAction): ClaimedAction | null {
  if (message === null) return null;
  const claimed = { actionId: id, contactId, attempts, message: toMessageRef(message, toIdentities(identities)) };
  if (kind === "REACTION") return { ...claimed, wish: { kind, emoji: payload.emoji ?? null } };
  return kind === "EDIT" ? { ...claimed, wish: { kind, body: payload.body ?? "" } } : { ...claimed, wish: { kind } };
}

/** WhatsApp has taken it: the message shows it from now on. Harmless when it is not under way any more. */
export function completeAction(deps: ReceiveDeps, connectionId: string, actionId: string): Promise<void> {
  return settle(deps, connectionId, actionId, null, (tx, done) => applyDone(tx, done, deps));
}

/** It cannot be done: the message goes on showing what was wished, and why it is not so. */
export function failAction(
  deps: ReceiveDeps,
  connectionId: string,
  actionId: string,
  failureCode: FailureCode,
): Promise<void> {
  return settle(deps, connectionId, actionId, failureCode, async () => {});
}

/** What a process before left SENDING waits again: WhatsApp takes the same twice. */
export async function releaseActions(
  { db, clock }: ReceiveDeps,
  connectionId: string,
  underWay: readonly string[],
): Promise<void> {
  for (const actionId of await listSendingActions(db, connectionId, underWay)) {
    await releaseAction(db, actionId, clock.now());
  }
}

/** Under the connection's lock, as everything that WhatsApp tells of the same message. */
function settle(
  deps: ReceiveDeps,
  connectionId: string,
  actionId: string,
  failureCode: FailureCode | null,
  apply: (tx: Sql, settled: SettledAction) => Promise<void>,
): Promise<void> {
  return deps.db.sqlTransaction(
    async (tx) => {
      const settled = await settleAction(tx, actionId, failureCode);
      if (settled === null) return;
      await apply(tx, settled);
      await tellChanged(deps, tx, [{ id: settled.messageId, ticketId: settled.ticketId }]);
    },
    { lock: connectionLock(connectionId) },
  );
}

async function applyDone(tx: Sql, { messageId, whatsappId, kind, payload }: SettledAction, { clock }: ReceiveDeps) {
  const now = clock.now();
  if (kind === "EDIT") await applyEdit(tx, messageId, payload.body ?? "", now);
  else if (kind === "REVOKE") await markDeleted(tx, messageId, now);
  else await applyReaction(tx, messageId, whatsappId, payload.emoji ?? null, now);
}

async function applyUnsent(tx: Sql, { messageId, kind, payload }: SettledAction, { clock }: ReceiveDeps) {
  if (kind === "EDIT") await applyEdit(tx, messageId, payload.body ?? "", null);
  else if (kind === "REVOKE") await markDeleted(tx, messageId, clock.now());
}
