import type { Logger } from "../platform/logging/index.ts";
import type { WhatsAppDriver } from "./driver.ts";
import type { SupervisionTimings } from "./supervision-timings.ts";
import { withDeadline } from "./with-deadline.ts";

const failuresToEnd = 2;
/** The driver keeps its own time; this is for one that does not. */
const graceMs = 1000;

export type LivenessDeps = {
  readonly driver: Pick<WhatsAppDriver, "probe">;
  readonly timings: SupervisionTimings;
  readonly log: Logger;
  /** It said that it was online, and did not answer twice in a row. */
  readonly onDead: () => void;
  readonly now: () => Date;
  readonly random?: () => number;
};

/**
 * Asks a session that is online again and again whether it still answers. When, is left to chance within the interval, so that
 * hundreds do not ask at once. Nothing that the driver does can hold it up.
 */
export class Liveness {
  readonly #deps: LivenessDeps;
  readonly #random: () => number;
  #timer: NodeJS.Timeout | undefined;
  /** Of the present time online; answers to questions of another one do not count. */
  #watch: object | null = null;
  #failures = 0;
  #lastAnswerAt: Date | null = null;

  constructor(deps: LivenessDeps) {
    this.#deps = deps;
    this.#random = deps.random ?? Math.random;
  }

  /** When it was last known to answer; null when it never was asked. */
  get lastAnswerAt(): Date | null {
    return this.#lastAnswerAt;
  }

  /** It is online. */
  start(): void {
    if (this.#watch !== null || this.#deps.driver.probe === undefined) return;
    this.#watch = {};
    this.#failures = 0;
    this.#lastAnswerAt = this.#deps.now();
    this.#askIn(this.#random() * this.#deps.timings.probeEveryMs);
  }

  stop(): void {
    this.#watch = null;
    clearTimeout(this.#timer);
  }

  #askIn(ms: number): void {
    this.#timer = setTimeout(() => void this.#ask(), ms);
    this.#timer.unref();
  }

  async #ask(): Promise<void> {
    const watch = this.#watch;
    const { probeEveryMs, probeAgainMs } = this.#deps.timings;
    const answers = await this.#answers();
    if (watch === null || watch !== this.#watch) return;
    if (answers) {
      this.#failures = 0;
      this.#lastAnswerAt = this.#deps.now();
      return this.#askIn(probeEveryMs * (0.8 + 0.4 * this.#random()));
    }
    this.#failures++;
    if (this.#failures < failuresToEnd) return this.#askIn(probeAgainMs);
    this.stop();
    this.#deps.onDead();
  }

  async #answers(): Promise<boolean> {
    const { driver, log, timings } = this.#deps;
    try {
      const asked = driver.probe?.(timings.probeTimeoutMs) ?? Promise.resolve(true);
      return await withDeadline(asked, timings.probeTimeoutMs + graceMs, () => new Error("no answer in time"));
    } catch (error) {
      log.warn({ err: error }, "a number did not answer");
      return false;
    }
  }
}
