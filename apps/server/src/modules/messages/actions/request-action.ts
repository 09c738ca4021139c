import type { MessageActionKind } from "@whatskovi/contract";
import type { Sql } from "../../../platform/db/db.ts";
import {
  type ActionPayload,
  type ChangedMessage,
  dropActions,
  listOpenActions,
  putWaiting,
  takeBackUntried,
} from "./message-action.repository.ts";

export type WantedAction = {
  readonly message: ChangedMessage;
  readonly whatsappId: string;
  readonly userId: string;
  readonly kind: MessageActionKind;
  readonly payload: ActionPayload;
  /** How the message stands: what is there already need not be asked for. */
  readonly present: ActionPayload | null;
};

/**
 * Lets an action wait for the lane, unless the same is waiting, under way or there. The newest wish of a kind replaces the one
 * that waits and the one that failed. The message must be locked: so of the same request at once one acts.
 */
export async function requestAction(tx: Sql, wanted: WantedAction, now: Date): Promise<void> {
  const { message, kind, payload, present } = wanted;
  const open = (await listOpenActions(tx, message.id)).filter((action) => action.kind === kind);
  await dropActions(tx, message.id, [kind], ["FAILED"]);
  const waiting = open.find(({ status }) => status === "PENDING");
  const underWay = open.find(({ status }) => status === "SENDING");
  const expected = waiting?.payload ?? underWay?.payload ?? present;
  if (expected !== null && isSame(expected, payload)) return;
  const isThere = underWay === undefined && present !== null && isSame(present, payload);
  if (isThere && waiting !== undefined && (await takeBackUntried(tx, waiting.id))) return;
  await putWaiting(tx, { ...wanted, messageId: message.id }, now);
}

const isSame = (one: ActionPayload, other: ActionPayload): boolean =>
  (one.emoji ?? null) === (other.emoji ?? null) && one.body === other.body;
