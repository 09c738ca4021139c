import { InboundEvent, type DriverLog, type InboundEventInput } from "../../driver.ts";
import { LookupFailed } from "./people.ts";

const firstWaitMs = 250;
const longestWaitMs = 15_000;
const atOnce = 100;

/** What happened, and by which of WhatsApp's ids it is noted in the journal until it is stored. */
type Step = { readonly events: () => Promise<InboundEventInput[]>; readonly id: string | null };

/**
 * The one way of a connection into the business: in the order in which things happened, the next ones only when those before
 * are committed. What could not be stored is tried again until it can, or until the connection ends.
 */
export class EventChain {
  readonly #deliver: (events: InboundEventInput[]) => Promise<void>;
  readonly #onStored: (ids: string[]) => Promise<void>;
  readonly #log: DriverLog;
  readonly #stopped = new AbortController();
  #steps: Step[] = [];
  #running: Promise<void> | null = null;

  constructor(
    deliver: (events: InboundEventInput[]) => Promise<void>,
    onStored: (ids: string[]) => Promise<void>,
    log: DriverLog,
  ) {
    this.#deliver = deliver;
    this.#onStored = onStored;
    this.#log = log;
  }

  add(events: () => Promise<InboundEventInput[]>, id: string | null = null): void {
    if (this.#stopped.signal.aborted) return;
    this.#steps.push({ events, id });
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Resolves when all that was added is stored, or when it has stopped. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** What is not stored by now stays where the next run finds it. */
  stop(): void {
    this.#stopped.abort();
  }

  async #run(): Promise<void> {
    while (this.#steps.length > 0 && !this.#stopped.signal.aborted) {
      const steps = this.#steps.splice(0, atOnce);
      if (!(await this.#insist(() => this.#store(steps)))) return;
      const ids = steps.flatMap(({ id }) => id ?? []);
      if (ids.length > 0) await this.#onStored(ids).catch((error: unknown) => this.#notTidied(error));
    }
  }

  async #store(steps: readonly Step[]): Promise<void> {
    const events = (await Promise.all(steps.map((step) => this.#eventsOf(step)))).flat();
    if (events.length > 0) await this.#deliver(events);
  }

  async #eventsOf(step: Step): Promise<InboundEventInput[]> {
    try {
      return (await step.events()).filter((event) => this.#isRight(event));
    } catch (error) {
      if (error instanceof LookupFailed) throw error;
      this.#log.error({ err: error }, "what the library told could not be read");
      return [];
    }
  }

  /** News that are not right tell nothing. A message is kept whatever its shape: whoever receives it makes the best of it. */
  #isRight(event: InboundEventInput): boolean {
    if (event.kind === "message") return true;
    const parsed = InboundEvent.safeParse(event);
    if (!parsed.success)
      this.#log.error({ err: parsed.error, kind: event.kind }, "an event has not the shape it should");
    return parsed.success;
  }

  /** False when it stopped before it was done. */
  async #insist(work: () => Promise<void>): Promise<boolean> {
    for (let wait = firstWaitMs; !this.#stopped.signal.aborted; wait = Math.min(wait * 2, longestWaitMs)) {
      try {
        await work();
        return true;
      } catch (error) {
        this.#log.warn({ err: error }, "what was received will be stored again");
      }
      await this.#pause(wait);
    }
    return false;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      const { signal } = this.#stopped;
      signal.addEventListener("abort", done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      }
    });
  }

  #notTidied(error: unknown): void {
    this.#log.warn({ err: error }, "what was stored could not be taken out of the journal; it will be told again");
  }
}
