const firstMs = 1000;
const longestMs = 60_000;
const healthyMs = 5 * 60_000;
const mostRestarts = 3;
const restartsWithinMs = 60_000;

/** How long to wait before connecting again: 1 s, doubling to a minute, give or take a fifth; anew after 5 minutes online. */
export class BackOff {
  #attempts = 0;
  #onlineSince: number | null = null;
  #restarts: number[] = [];
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  get attempts(): number {
    return this.#attempts;
  }

  /** `now` in milliseconds. */
  online(now: number): void {
    this.#onlineSince ??= now;
  }

  /** The milliseconds to wait before the next attempt. */
  next(now: number): number {
    if (this.#onlineSince !== null && now - this.#onlineSince >= healthyMs) this.#attempts = 0;
    this.#onlineSince = null;
    const waitMs = Math.min(longestMs, firstMs * 2 ** this.#attempts);
    this.#attempts++;
    return Math.round(waitMs * (0.8 + 0.4 * this.#random()));
  }

  /** Whether it may connect again without waiting, as WhatsApp asked: three times a minute at most. */
  mayRestartAtOnce(now: number): boolean {
    this.#restarts = this.#restarts.filter((at) => now - at < restartsWithinMs);
    if (this.#restarts.length >= mostRestarts) return false;
    this.#restarts.push(now);
    return true;
  }

  reset(): void {
    this.#attempts = 0;
    this.#onlineSince = null;
  }
}
