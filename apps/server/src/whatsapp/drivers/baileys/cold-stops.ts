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

  refused(addresses: readonly string[]): void {
    this.#isRefusing = true;
    const until = this.restrictedUntil ?? Date.now() + otherwiseMs;
    for (const address of addresses) this.#refused.set(address, until);
  }

  /** They wrote: answering is allowed. */
  heardFrom(address: string): void {
    this.#refused.del(address);
  }

  lifted(): void {
    this.#isRefusing = false;
    this.restrictedUntil = null;
    this.#refused.flushAll();
  }

  /** Throws `restricted` while a conversation must not be tried again. */
  check(addresses: readonly string[]): void {
    for (const address of addresses) {
      const until = this.#refused.get<number>(address);
      if (until !== undefined && until > Date.now()) throw refusedAgain(until);
    }
  }
}

function refusedAgain(until: number): DriverError {
  const { message } = refusalOf("463");
  return new DriverError("restricted", message, { providerCode: "463", retryAfterMs: until - Date.now() });
}
