import type { InboundEvent } from "../../../whatsapp/driver.ts";
import { asUnsupported } from "./mend-event.ts";

type Store = (connectionId: string, events: readonly InboundEvent[]) => Promise<void>;

/** One caller's events; settled when the last of them is. */
type Delivery = { readonly events: readonly InboundEvent[]; readonly settle: (error: Error | null) => void };

const MAX_BATCH = 200;
const MAX_ATTEMPTS = 5;
/**
 * Serialisation failure, deadlock, unique violation, and a contact that was merged into another meanwhile: another transaction
 * was faster, and trying again sees what it did.
 */
const RETRIED = new Set(["40001", "40P01", "23505", "23503"]);

/**
 * Stores events in order, connection by connection. What arrives while a batch is being stored waits and goes together in the
 * next one. Each caller is answered after the commit that holds its events.
 */
export class EventBatcher {
  readonly #store: Store;
  readonly #queues = new Map<string, Delivery[]>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(store: Store) {
    this.#store = store;
  }

  add(connectionId: string, events: readonly InboundEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(connectionId) ?? [];
      this.#queues.set(connectionId, queue);
      queue.push({ events, settle: (error) => (error === null ? resolve() : reject(error)) });
      if (!this.#running.has(connectionId)) this.#running.set(connectionId, this.#run(connectionId, queue));
    });
  }

  /** Resolves when nothing is left to store. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #run(connectionId: string, queue: Delivery[]): Promise<void> {
    // Callers of the same turn of the event loop come along.
    await Promise.resolve();
    while (queue.length > 0) await this.#storeBatch(connectionId, takeBatch(queue));
    this.#queues.delete(connectionId);
    this.#running.delete(connectionId);
  }

  async #storeBatch(connectionId: string, batch: readonly Delivery[]): Promise<void> {
    const failure = await this.#try(
      connectionId,
      batch.flatMap(({ events }) => events),
    );
    if (failure === null || !isAboutContent(failure)) {
      for (const { settle } of batch) settle(failure);
      return;
    }
    for (const { events, settle } of batch) settle(await this.#storeOneByOne(connectionId, events));
  }

  /** So that one event that cannot be stored holds up no other. */
  async #storeOneByOne(connectionId: string, events: readonly InboundEvent[]): Promise<Error | null> {
    let firstFailure: Error | null = null;
    for (const event of events) {
      const failure = await this.#try(connectionId, [event]);
      firstFailure ??= failure === null ? null : await this.#storeBare(connectionId, event, failure);
    }
    return firstFailure;
  }

  /** What the database refuses for what is in it is kept without that. */
  async #storeBare(connectionId: string, event: InboundEvent, failure: Error): Promise<Error | null> {
    const bare = isAboutContent(failure) ? asUnsupported(event) : null;
    return bare === null ? failure : this.#try(connectionId, [bare]);
  }

  async #try(connectionId: string, events: readonly InboundEvent[]): Promise<Error | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#store(connectionId, events);
        return null;
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        if (attempt >= MAX_ATTEMPTS || !RETRIED.has(sqlStateOf(failure))) return failure;
      }
    }
  }
}

function takeBatch(queue: Delivery[]): Delivery[] {
  const batch: Delivery[] = [];
  let size = 0;
  while (queue[0] !== undefined && (batch.length === 0 || size + queue[0].events.length <= MAX_BATCH)) {
    const delivery = queue.shift() as Delivery;
    size += delivery.events.length;
    batch.push(delivery);
  }
  return batch;
}

const sqlStateOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");

/** Whether the events themselves may be the reason: not so when the connection was removed or the database is away. */
const isAboutContent = (error: Error): boolean =>
  error.name !== "AppError" && !/^(08|53|57|58|E[A-Z]{2})/.test(sqlStateOf(error));
