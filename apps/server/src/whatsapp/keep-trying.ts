import type { Logger } from "../platform/logging/index.ts";
import { pause } from "./pause.ts";

const againMs = 1000;

/** Carries out writes one after the other, in order, each until it succeeds: what administrators are told must not get lost. */
export class KeepTrying {
  readonly #log: Logger;
  #work: Promise<void> = Promise.resolve();
  #pending = 0;
  readonly #closed = new AbortController();

  constructor(log: Logger) {
    this.#log = log;
  }

  get isIdle(): boolean {
    return this.#pending === 0;
  }

  add(write: () => Promise<void>): void {
    this.#pending++;
    this.#work = this.#work.then(() => this.#carryOut(write)).finally(() => this.#pending--);
  }

  /** Resolves when everything was tried once more. What fails from now on is given up. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#work;
  }

  async #carryOut(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        this.#log.error({ err: error }, "what is kept of a number could not be written");
      }
      if (this.#closed.signal.aborted) return;
      await pause(againMs, this.#closed.signal);
    }
  }
}
