import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logging/index.ts";
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
  /** Since when evidence of a message could come in, milliseconds since 1970. */
  readonly since: (messageId: string) => number;
};

/**
 * Finds out what became of messages found SENDING: sent, not sent, or nothing tells in time and they fail visibly as
 * `delivery_unknown`, or they are still waited for. None is ever sent again by guess.
 */
export async function resolveDoubts(doubts: Doubts, messages: readonly InDoubtMessage[]): Promise<void> {
  for (const message of messages) await resolveOne(doubts, message);
}

async function resolveOne(
  { clock, queue, ...doubts }: Doubts,
  { messageId, claimedAt }: InDoubtMessage,
): Promise<void> {
  const result = await reconcile(doubts, messageId, claimedAt);
  const now = clock.now();
  if (result.outcome === "sent") await queue.markSent(messageId, { providerId: result.providerId });
  else if (result.outcome === "not_sent") await queue.scheduleRetry(messageId, now);
  else if (now.getTime() - doubts.since(messageId) >= doubts.unknownAfterMs)
    await queue.markFailed(messageId, "delivery_unknown");
}

/** A driver that cannot tell now may tell later. */
async function reconcile(
  { driver, log }: Pick<Doubts, "driver" | "log">,
  messageId: string,
  claimedAt: Date,
): Promise<Reconciliation> {
  try {
    return await withDeadline(
      driver.reconcile(messageId, claimedAt),
      reconcileDeadlineMs,
      () => new Error("no answer in time"),
    );
  } catch (error) {
    log.warn({ err: error, messageId }, "the driver could not tell what became of a message");
    return { outcome: "waiting" };
  }
}
