import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logging/index.ts";
import type { ClaimedAction, DeliveryQueue } from "./delivery-queue.ts";
import { DriverError, type WhatsAppDriver } from "./driver.ts";
import { actionOutcomeOf } from "./send-outcome.ts";
import { withDeadline } from "./with-deadline.ts";

/** After this an action is tried again: it may have been carried out, and may be again. */
const defaultDeadlineMs = 30_000;

type PerformDeps = {
  readonly connectionId: string;
  readonly driver: WhatsAppDriver;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sendDeadlineMs?: number;
};

/** Carries out an action and settles it: done, to be tried again, or visibly failed. Throws when that could not be written. */
export async function performAction(deps: PerformDeps, action: ClaimedAction): Promise<void> {
  const { connectionId, clock, log, queue, sendDeadlineMs = defaultDeadlineMs } = deps;
  const { actionId, attempts } = action;
  const late = () => new DriverError("unknown_outcome", "WhatsApp did not answer in time.");
  try {
    await withDeadline(carryOut(deps.driver, action), sendDeadlineMs, late);
  } catch (error) {
    const outcome = actionOutcomeOf(error, attempts);
    log.warn({ err: error, actionId, attempts, next: outcome.next }, "an action was not carried out");
    if (outcome.next === "fail") return queue.failAction(connectionId, actionId, outcome.code);
    return queue.retryAction(actionId, new Date(clock.now().getTime() + outcome.afterMs));
  }
  await queue.completeAction(connectionId, actionId);
}

async function carryOut(driver: WhatsAppDriver, { message, wish }: ClaimedAction): Promise<void> {
  if (wish.kind === "REACTION" && driver.react !== undefined) return driver.react(message, wish.emoji);
  if (wish.kind === "EDIT" && driver.edit !== undefined) return driver.edit(message, wish.body);
  if (wish.kind === "REVOKE" && driver.revoke !== undefined) return driver.revoke(message);
  throw new DriverError("unsupported", "This kind of connection cannot do that.");
}
