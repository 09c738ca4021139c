import type { Clock } from "../src/platform/clock.ts";

/** A clock that tests move. It goes on by itself as well. */
export class MovableClock implements Clock {
  #aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}
