import { DriverError } from "../../driver.ts";
import { BoundedCache } from "./bounded-cache.ts";
import { refusalOf } from "./refusals.ts";

type Waiting = { readonly settle: (error: DriverError | null) => void };

/** WhatsApp's answers to what we send: an acknowledgement for each stanza, with an error where it was refused. */
export class Acknowledgements {
  readonly #waiting = new Map<string, Waiting>();
  /** Refusals that were the answer to a send: the library tells of them once more, a moment later. */
  readonly #refused = new BoundedCache(200, 60_000);

  /** Whether the send of this message tells of its refusal. */
  tellsOf(providerId: string): boolean {
    return this.#waiting.has(providerId) || this.#refused.get(providerId) === true;
  }

  /** Sends and waits for the answer. Until it comes nobody can know whether it went out. */
  async of(providerId: string, send: () => Promise<unknown>, deadlineMs: number): Promise<void> {
    const answer = Promise.withResolvers<void>();
    answer.promise.catch(() => {});
    const settle = (error: DriverError | null): void => (error === null ? answer.resolve() : answer.reject(error));
    const timer = setTimeout(() => settle(unanswered("WhatsApp did not answer in time.")), deadlineMs);
    this.#waiting.set(providerId, { settle });
    try {
      await Promise.race([send().then(() => answer.promise), answer.promise]);
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(providerId);
    }
  }

  /** `error` is WhatsApp's number for a refusal. */
  came(providerId: string, error: string | undefined): void {
    const waiting = this.#waiting.get(providerId);
    if (waiting !== undefined && error !== undefined) this.#refused.set(providerId, true);
    waiting?.settle(error === undefined ? null : refusalOf(error));
  }

  /** The line is down: no answer will come on it. */
  lost(): void {
    for (const { settle } of this.#waiting.values())
      settle(unanswered("The connection broke before WhatsApp answered."));
  }
}

const unanswered = (message: string): DriverError => new DriverError("unknown_outcome", message);
