import type { DriverContext, InboundEventInput } from "../../driver.ts";

const firstRetryMs = 250;
const longestRetryMs = 30_000;
const patience = 8;

type Item = { readonly events: InboundEventInput[]; readonly onStored: (() => void) | undefined; tries: number };

/**
 * Hands events over one after the other, each after the commit of the one before. What is refused is tried again; what is refused
 * over and over is put behind the others, so that it does not hold them up, and is still not given up.
 */
export class OrderedDelivery {
  readonly #deliver: DriverContext["deliver"];
  readonly #log: DriverContext["log"];
  readonly #items: Item[] = [];
  #work: Promise<void> | null = null;
  #isStopped = false;
  #wake: (() => void) | null = null;

  constructor({ deliver, log }: Pick<DriverContext, "deliver" | "log">) {
    this.#deliver = deliver;
    this.#log = log;
  }

  /** `onStored` is called after the commit. */
  add(events: InboundEventInput[], onStored?: () => void): void {
    if (events.length === 0) return;
    this.#items.push({ events, onStored, tries: 0 });
    this.#work ??= this.#run().finally(() => {
      this.#work = null;
    });
  }

  /** Resolves when everything that was added has been stored, or when it stops. */
  async idle(): Promise<void> {
    while (this.#work !== null) await this.#work;
  }

  stop(): void {
    this.#isStopped = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    for (let waitMs = firstRetryMs; !this.#isStopped;) {
      const [item] = this.#items;
      if (item === undefined) return;
      if (await this.#try(item)) {
        this.#items.shift();
        waitMs = firstRetryMs;
        continue;
      }
      if (++item.tries % patience === 0) this.#items.push(...this.#items.splice(0, 1));
      await this.#pause(waitMs);
      waitMs = Math.min(waitMs * 2, longestRetryMs);
    }
  }

  async #try({ events, onStored, tries }: Item): Promise<boolean> {
    try {
      await this.#deliver(events);
    } catch (error) {
      this.#log.warn({ err: error, tries }, "what WhatsApp Web told could not be stored yet");
      return false;
    }
    onStored?.();
    return true;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
