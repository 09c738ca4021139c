import { DriverError } from "../../driver.ts";
import { BoundedCache } from "./bounded-cache.ts";
import { refusalOf } from "./refusals.ts";

const otherwiseMs = 60 * 60_000;

/**
 * Conversations that WhatsApp did not let us begin (463). Each further attempt counts against the number and makes it worse
 * (Baileys issue 2441), so there is none until the restriction ends or they write to us.
 */
export class ColdStops {
  readonly #refused = new BoundedCache(1000, 7 * 24 * 60 * 60_000);
  /** When WhatsApp ends the restriction, where it told. */
  restrictedUntil: number | null = null;

  #isRefusing = false;

  /** Whether WhatsApp has refused something, and has not lifted it. */
  get isRefusing(): boolean {
    if (this.restrictedUntil !== null && this.restrictedUntil <= Date.now()) this.lifted();
    return this.#isRefusing;
  }

  locked(until: number | null): void {
    this.#isRefusing = true;
    this.restrictedUntil = until;
  }

  refused(chat: string): void {
    this.#isRefusing = true;
    this.#refused.set(chat, this.restrictedUntil ?? Date.now() + otherwiseMs);
  }

  /** They wrote: answering is allowed. */
  heardFrom(chat: string): void {
    this.#refused.del(chat);
  }

  lifted(): void {
    this.#isRefusing = false;
    this.restrictedUntil = null;
    this.#refused.flushAll();
  }

  /** Throws `restricted` while a conversation must not be tried again. */
  check(chat: string): void {
    const until = this.#refused.get<number>(chat);
    if (until === undefined) return;
    if (until > Date.now()) throw refusedAgain(until);
    this.#refused.del(chat);
  }
}

function refusedAgain(until: number): DriverError {
  const { message } = refusalOf("463");
  return new DriverError("restricted", message, { providerCode: "463", retryAfterMs: until - Date.now() });
}
