import type { Logger } from "../platform/logging/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { ClaimedMessage, DeliveryQueue, InDoubtMessage } from "./delivery-queue.ts";
import { DriverError, type SendReceipt, type WhatsAppDriver } from "./driver.ts";
import { resolveDoubts } from "./resolve-doubts.ts";
import { outcomeOf } from "./send-outcome.ts";
import { withDeadline } from "./with-deadline.ts";

/** After this a send is given up as unknown: no answer will come. */
const sendDeadlineMs = 60_000;
/** A wake-up that was lost delays a message by this much at most. */
const idleMs = 2000;
const doubtMs = 500;

export type DeliveryLaneDeps = {
  readonly connectionId: string;
  readonly driver: WhatsAppDriver;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the number is online: else messages stay PENDING, where everybody sees them. */
  readonly isOnline: () => boolean;
  /** How long evidence may take to come before an unknown outcome is a failure. */
  readonly unknownAfterMs: number;
};

/**
 * The way out of one number: as many conversations side by side as the driver bears, one message of a conversation at a time,
 * in order. The messages table is its queue; this process alone serves it, for it holds the number's lock.
 */
export class DeliveryLane {
  readonly #deps: DeliveryLaneDeps;
  /** The messages under way, by contact. */
  readonly #inFlight = new Map<string, { messageId: string; done: Promise<void> }>();
  readonly #startedAt: Date;
  #isStopped = false;
  #isPumping = false;
  #isWoken = false;
  /** Messages of this lane whose outcome is unknown. Those of an earlier process are found in the table. */
  #doubts: InDoubtMessage[] = [];
  #timer: NodeJS.Timeout | undefined;
  #doubtTimer: NodeJS.Timeout | undefined;

  constructor(deps: DeliveryLaneDeps) {
    this.#deps = deps;
    this.#startedAt = deps.clock.now();
  }

  /** What an earlier process left in doubt is looked into first. */
  start(): void {
    this.#watchDoubts(0);
    this.wake();
  }

  /** Looks for messages now. */
  wake(): void {
    if (this.#isStopped) return;
    if (this.#isPumping) {
      this.#isWoken = true;
      return;
    }
    this.#isPumping = true;
    clearTimeout(this.#timer);
    void this.#pump()
      .catch((error: unknown) => this.#deps.log.error({ err: error }, "the delivery lane will try again"))
      .finally(() => {
        this.#isPumping = false;
        if (this.#isWoken) {
          this.#isWoken = false;
          this.wake();
        } else if (!this.#isStopped) this.#timer = setTimeout(() => this.wake(), idleMs);
      });
  }

  /** Claims nothing more and waits for what is under way. What is still under way then stays in doubt for the next start. */
  async stop(deadlineMs: number): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#doubtTimer);
    const all = Promise.allSettled([...this.#inFlight.values()].map(({ done }) => done));
    await withDeadline(all, deadlineMs, () => new Error("sends are still under way")).catch(() => {});
  }

  /** Whether nothing is under way and nothing may go out now. */
  async isIdle(): Promise<boolean> {
    if (this.#isPumping || this.#isWoken || this.#inFlight.size > 0) return false;
    if (!this.#deps.isOnline()) return true;
    const due = await this.#deps.queue.nextDueAt(this.#deps.connectionId);
    return due === null || due > this.#deps.clock.now();
  }

  async #pump(): Promise<void> {
    const { connectionId, driver, queue, isOnline } = this.#deps;
    while (!this.#isStopped && isOnline() && this.#inFlight.size < driver.maxConcurrentSends) {
      const claimed = await queue.claimNext(connectionId, [...this.#inFlight.keys()]);
      if (claimed === null) return this.#wakeWhenDue();
      const { contactId, command } = claimed;
      const done = this.#send(claimed)
        .catch((error: unknown) => this.#deps.log.error({ err: error, messageId: command.messageId }, "a message stays in doubt"))
        .finally(() => {
          this.#inFlight.delete(contactId);
          this.wake();
        });
      this.#inFlight.set(contactId, { messageId: command.messageId, done });
    }
  }

  async #wakeWhenDue(): Promise<void> {
    const due = await this.#deps.queue.nextDueAt(this.#deps.connectionId);
    if (due === null || this.#isStopped) return;
    const waitMs = due.getTime() - this.#deps.clock.now().getTime();
    if (waitMs > 0 && waitMs < idleMs) setTimeout(() => this.wake(), waitMs).unref();
  }

  async #send({ attempts, command, contactId }: ClaimedMessage): Promise<void> {
    const { clock, driver, log, queue } = this.#deps;
    const { messageId } = command;
    let receipt: SendReceipt;
    try {
      const timeout = () => new DriverError("unknown_outcome", "WhatsApp did not answer in time.");
      receipt = await withDeadline(driver.send(command), sendDeadlineMs, timeout);
    } catch (error) {
      const outcome = outcomeOf(error, attempts);
      log.warn({ err: error, messageId, attempts, next: outcome.next }, "a message was not sent");
      if (outcome.next === "fail") return queue.markFailed(messageId, outcome.code);
      if (outcome.next === "retry") return queue.scheduleRetry(messageId, new Date(clock.now().getTime() + outcome.afterMs));
      this.#doubts.push({ messageId, contactId, claimedAt: clock.now() });
      return this.#watchDoubts(doubtMs);
    }
    await this.#keep(messageId, receipt);
  }

  /** The customer has it: what is known must not be lost to a moment without a database. */
  async #keep(messageId: string, receipt: SendReceipt): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#deps.queue.markSent(messageId, receipt);
      } catch (error) {
        if (this.#isStopped || attempt >= 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(5000, 100 * 2 ** attempt)));
      }
    }
  }

  #watchDoubts(afterMs: number): void {
    clearTimeout(this.#doubtTimer);
    if (this.#isStopped) return;
    this.#doubtTimer = setTimeout(() => void this.#lookIntoDoubts(), afterMs);
  }

  async #lookIntoDoubts(): Promise<void> {
    if (this.#isStopped) return;
    let hasMore = true;
    try {
      const own = this.#doubts.splice(0);
      const earlier = await this.#deps.queue.listInDoubt(this.#deps.connectionId, this.#startedAt);
      const doubts = { ...this.#deps, notBefore: this.#startedAt };
      const left = await resolveDoubts(doubts, earlier);
      this.#doubts.push(...(await resolveDoubts(doubts, own)));
      hasMore = left.length > 0 || this.#doubts.length > 0;
      this.wake();
    } catch (error) {
      this.#deps.log.error({ err: error }, "messages in doubt will be looked into again");
    }
    if (hasMore) this.#watchDoubts(doubtMs);
  }
}
