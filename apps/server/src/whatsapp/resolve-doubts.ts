import type { Logger } from "../platform/logging/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { DeliveryQueue, InDoubtMessage } from "./delivery-queue.ts";
import type { Reconciliation, WhatsAppDriver } from "./driver.ts";
import { withDeadline } from "./with-deadline.ts";

const reconcileDeadlineMs = 15_000;

type Doubts = {
  readonly driver: WhatsAppDriver;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
  readonly log: Logger;
  readonly unknownAfterMs: number;
  /** Evidence is waited for from here at the earliest: while nothing ran, none could come in. */
  readonly notBefore: Date;
};

/**
 * Finds out what became of messages found SENDING: sent, not sent, or nothing tells in time and they fail visibly as
 * `delivery_unknown`. None is ever sent again by guess. Resolves to those that are still waited for.
 */
export async function resolveDoubts(doubts: Doubts, messages: readonly InDoubtMessage[]): Promise<InDoubtMessage[]> {
  const now = doubts.clock.now();
  const waiting: InDoubtMessage[] = [];
  for (const message of messages) if (!(await resolveOne(doubts, message, now))) waiting.push(message);
  return waiting;
}

async function resolveOne(doubts: Doubts, { messageId, claimedAt }: InDoubtMessage, now: Date): Promise<boolean> {
  const { queue } = doubts;
  const result = await reconcile(doubts, messageId, claimedAt);
  if (result.outcome === "sent") await queue.markSent(messageId, { providerId: result.providerId });
  else if (result.outcome === "not_sent") await queue.scheduleRetry(messageId, now);
  else {
    const since = Math.max(claimedAt.getTime(), doubts.notBefore.getTime());
    if (now.getTime() - since < doubts.unknownAfterMs) return false;
    await queue.markFailed(messageId, "delivery_unknown");
  }
  return true;
}

/** A driver that cannot tell now may tell later. */
async function reconcile({ driver, log }: Doubts, messageId: string, claimedAt: Date): Promise<Reconciliation> {
  try {
    return await withDeadline(driver.reconcile(messageId, claimedAt), reconcileDeadlineMs, () => new Error("no answer in time"));
  } catch (error) {
    log.warn({ err: error, messageId }, "the driver could not tell what became of a message");
    return { outcome: "waiting" };
  }
}
