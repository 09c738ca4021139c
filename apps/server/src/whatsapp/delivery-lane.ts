import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logging/index.ts";
import type { ClaimedAction, ClaimedMessage, DeliveryQueue, InDoubtMessage } from "./delivery-queue.ts";
import { DriverError, type SendCommand, type SendReceipt, type WhatsAppDriver } from "./driver.ts";
import { Pacer } from "./pacer.ts";
import { performAction } from "./perform-action.ts";
import { resolveDoubts } from "./resolve-doubts.ts";
import { outcomeOf } from "./send-outcome.ts";
import { withDeadline } from "./with-deadline.ts";

/** After this a send is given up as unknown: no answer will come. */
const defaultSendDeadlineMs = 60_000;
const defaultEvidenceMs = 2000;
/** A wake-up that was lost delays a message by this much at most. */
const idleMs = 2000;
const doubtMs = 500;
/** Whatever is found SENDING is meant, also when the clock of the process that claimed it was ahead of ours. */
const clockSkewMs = 24 * 60 * 60_000;

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
  readonly sendDeadlineMs?: number;
  /** How often it is looked whether a receipt has overtaken the answer to a send. */
  readonly evidenceMs?: number;
  /** See PacerDeps. */
  readonly restrictedUntil?: () => number | null;
  readonly random?: () => number;
};

/**
 * The way out of one number: as many conversations side by side as the driver bears, one message of a conversation at a time,
 * in order. The messages table is its queue; this process alone serves it, for it holds the number's lock. So whatever is
 * SENDING there and not under way here is in doubt, be it of this lane or of a process before.
 */
export class DeliveryLane {
  readonly #deps: DeliveryLaneDeps;
  readonly #pacer: Pacer;
  /** The messages and actions under way, by contact. `id` is a message's or an action's. */
  readonly #inFlight = new Map<string, { id: string; done: Promise<void> }>();
  /** When messages of this lane fell in doubt. */
  readonly #doubtfulSince = new Map<string, Date>();
  /** Claims and looks into the table one after the other, so that what was just claimed is not taken for a doubt. */
  #table: Promise<unknown> = Promise.resolve();
  #isStopped = false;
  #isPumping = false;
  #isWoken = false;
  /** The last look at the table broke off: nobody knows what waits. */
  #isBroken = false;
  #timer: NodeJS.Timeout | undefined;
  /** Evidence is waited for from here on: while the number was away, none could come in. */
  #onlineSince: Date | null = null;
  #hasDoubts = true;
  /** Whether actions may stand as under way that are not: at first those of a process before, later those that were not settled. */
  #hasLooseActions = true;
  #isLooking = false;
  #doubtTimer: NodeJS.Timeout | undefined;

  constructor(deps: DeliveryLaneDeps) {
    this.#deps = deps;
    this.#pacer = new Pacer(deps);
  }

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
      .then(() => {
        this.#isBroken = false;
      })
      .catch((error: unknown) => {
        this.#isBroken = true;
        this.#deps.log.error({ err: error }, "the delivery lane will try again");
      })
      .finally(() => {
        this.#isPumping = false;
        if (this.#isWoken) {
          this.#isWoken = false;
          this.wake();
        } else if (!this.#isStopped) this.#timer = setTimeout(() => this.wake(), idleMs);
      });
  }

  /** The number may be paced in another way now. */
  settingsChanged(): void {
    this.#pacer.forget();
    this.wake();
  }

  /** Claims nothing more, from now on. */
  halt(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#doubtTimer);
  }

  /** Halts and waits for what is under way. What is still under way then stays in doubt for the next start. */
  async stop(deadlineMs: number): Promise<void> {
    this.halt();
    const all = this.#table.then(() => Promise.allSettled([...this.#inFlight.values()].map(({ done }) => done)));
    await withDeadline(all, deadlineMs, () => new Error("sends are still under way")).catch(() => {});
  }

  /** Whether nothing is under way or in doubt, and nothing may go out now. */
  async isIdle(): Promise<boolean> {
    if (this.#isPumping || this.#isWoken || this.#inFlight.size > 0) return false;
    if (!this.#deps.isOnline()) return true;
    if (this.#hasDoubts || this.#isBroken) return false;
    const due = await this.#deps.queue.nextDueAt(this.#deps.connectionId);
    return due === null || due > this.#deps.clock.now();
  }

  async #pump(): Promise<void> {
    const { driver, isOnline } = this.#deps;
    while (!this.#isStopped && isOnline() && this.#inFlight.size < driver.maxConcurrentSends) {
      if (!(await this.#alone(() => this.#claim()))) return this.#wakeWhenDue();
    }
  }

  /** False when nothing may go out now. Actions first: they are few, and somebody waits for a deletion. */
  async #claim(): Promise<boolean> {
    return !this.#isStopped && ((await this.#claimAction()) || (await this.#claimMessage()));
  }

  async #claimAction(): Promise<boolean> {
    const { connectionId, clock, queue } = this.#deps;
    if (this.#hasLooseActions) {
      await queue.releaseActions(
        connectionId,
        [...this.#inFlight.values()].map(({ id }) => id),
      );
      this.#hasLooseActions = false;
    }
    const action = await queue.claimAction(connectionId, [...this.#inFlight.keys()]);
    if (action === null) return false;
    if (this.#isStopped) {
      await queue.retryAction(action.actionId, clock.now());
      return false;
    }
    this.#inFlight.set(action.contactId, { id: action.actionId, done: this.#perform(action) });
    return true;
  }

  async #perform(action: ClaimedAction): Promise<void> {
    try {
      await performAction(this.#deps, action);
    } catch (error) {
      this.#deps.log.error({ err: error, actionId: action.actionId }, "an action will be tried again");
      this.#hasLooseActions = true;
    } finally {
      this.#inFlight.delete(action.contactId);
      this.wake();
    }
  }

  async #claimMessage(): Promise<boolean> {
    const { connectionId, clock, queue } = this.#deps;
    const allowance = this.#isStopped ? null : await this.#pacer.allowance();
    if (allowance === null) return false;
    const claimed = await queue.claimNext(connectionId, [...this.#inFlight.keys()], allowance);
    if (claimed === null) {
      if (allowance.areOpeningsSpent) await this.#pacer.holdOpenings();
      return false;
    }
    const { contactId, command } = claimed;
    if (this.#isStopped) {
      await queue.scheduleRetry(command.messageId, clock.now());
      return false;
    }
    this.#pacer.sent();
    this.#inFlight.set(contactId, { id: command.messageId, done: this.#carry(claimed) });
    return true;
  }

  async #carry(claimed: ClaimedMessage): Promise<void> {
    const { messageId } = claimed.command;
    try {
      await this.#send(claimed);
    } catch (error) {
      this.#deps.log.error({ err: error, messageId }, "a message stays in doubt");
      this.#doubt(messageId);
    } finally {
      this.#inFlight.delete(claimed.contactId);
      this.wake();
    }
  }

  async #wakeWhenDue(): Promise<void> {
    const due = await this.#deps.queue.nextDueAt(this.#deps.connectionId);
    const dueMs = due === null ? null : due.getTime() - this.#deps.clock.now().getTime();
    for (const waitMs of [dueMs, this.#pacer.gapLeftMs]) {
      if (waitMs !== null && waitMs > 0 && waitMs < idleMs) setTimeout(() => this.wake(), waitMs).unref();
    }
  }

  async #send({ attempts, command }: ClaimedMessage): Promise<void> {
    const { clock, log, queue } = this.#deps;
    const { messageId } = command;
    let receipt: SendReceipt | null;
    try {
      receipt = await this.#answered(command);
    } catch (error) {
      const outcome = outcomeOf(error, attempts);
      const isRestricted = error instanceof DriverError && error.kind === "restricted";
      if (isRestricted && outcome.next === "retry") this.#pacer.restrict(outcome.afterMs);
      log.warn({ err: error, messageId, attempts, next: outcome.next }, "a message was not sent");
      if (outcome.next === "fail") return queue.markFailed(messageId, outcome.code);
      if (outcome.next === "retry")
        return queue.scheduleRetry(messageId, new Date(clock.now().getTime() + outcome.afterMs));
      return this.#doubt(messageId);
    }
    if (receipt !== null) await this.#keep(messageId, receipt);
  }

  /**
   * An answer that comes after the deadline is still evidence. Null when a receipt told before the answer that the customer has
   * it: nobody waits any longer for an answer that was lost.
   */
  async #answered(command: SendCommand): Promise<SendReceipt | null> {
    const { driver, sendDeadlineMs = defaultSendDeadlineMs } = this.#deps;
    let isLate = false;
    const answer = driver.send(command);
    answer.then((receipt) => (isLate ? this.#keep(command.messageId, receipt) : undefined)).catch(() => {});
    const evidence = this.#watchEvidence(command.messageId);
    const told = evidence.promise.then(() => {
      isLate = true;
      return null;
    });
    try {
      return await withDeadline(Promise.race([answer, told]), sendDeadlineMs, () => {
        isLate = true;
        return new DriverError("unknown_outcome", "WhatsApp did not answer in time.");
      });
    } finally {
      evidence.end();
    }
  }

  /** Resolves when the message is no longer SENDING though nobody here has said so. Looks at slow ones alone. */
  #watchEvidence(messageId: string): { promise: Promise<void>; end: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = async () => {
      const isSending = await this.#deps.queue.isSending(messageId).catch(() => true);
      if (!isSending) resolve();
    };
    const timer = setInterval(() => void look(), this.#deps.evidenceMs ?? defaultEvidenceMs);
    return { promise, end: () => clearInterval(timer) };
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

  #doubt(messageId: string): void {
    this.#doubtfulSince.set(messageId, this.#deps.clock.now());
    this.#hasDoubts = true;
    this.#watchDoubts(doubtMs);
  }

  #watchDoubts(afterMs: number): void {
    clearTimeout(this.#doubtTimer);
    if (this.#isStopped) return;
    this.#doubtTimer = setTimeout(() => void this.#lookIntoDoubts(), afterMs);
  }

  /** One look at a time: two would release one message twice, and the second time it may be under way again. */
  async #lookIntoDoubts(): Promise<void> {
    if (this.#isStopped || this.#isLooking) return;
    this.#isLooking = true;
    try {
      if (this.#deps.isOnline()) await this.#resolveDoubts();
      else this.#onlineSince = null;
    } catch (error) {
      this.#deps.log.error({ err: error }, "messages in doubt will be looked into again");
    }
    this.#isLooking = false;
    if (this.#hasDoubts) this.#watchDoubts(doubtMs);
  }

  async #resolveDoubts(): Promise<void> {
    this.#onlineSince ??= this.#deps.clock.now();
    // What falls in doubt meanwhile says so again.
    this.#hasDoubts = false;
    try {
      const doubts = await this.#doubts();
      if (doubts.length > 0) this.#hasDoubts = true;
      await resolveDoubts({ ...this.#deps, since: (messageId) => this.#since(messageId) }, doubts);
      if (doubts.length > 0) this.wake();
    } catch (error) {
      this.#hasDoubts = true;
      throw error;
    }
  }

  #doubts(): Promise<InDoubtMessage[]> {
    const { connectionId, clock, queue } = this.#deps;
    return this.#alone(async () => {
      const underWay = new Set([...this.#inFlight.values()].map(({ id }) => id));
      const found = await queue.listInDoubt(connectionId, new Date(clock.now().getTime() + clockSkewMs));
      const doubts = found.filter(({ messageId }) => !underWay.has(messageId));
      const ids = new Set(doubts.map(({ messageId }) => messageId));
      for (const id of this.#doubtfulSince.keys())
        if (!ids.has(id) && !underWay.has(id)) this.#doubtfulSince.delete(id);
      return doubts;
    });
  }

  #since(messageId: string): number {
    const times = [this.#onlineSince, this.#doubtfulSince.get(messageId)];
    return Math.max(...times.map((time) => time?.getTime() ?? 0));
  }

  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#table.then(work);
    this.#table = done.catch(() => {});
    return done;
  }
}
