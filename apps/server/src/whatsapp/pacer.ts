import type { Pacing } from "@whatskovi/contract";
import type { Clock } from "../platform/clock.ts";
import type { DeliveryQueue } from "./delivery-queue.ts";

/** How long a number's pacing is believed before it is read again. */
const believedMs = 5000;
const dayMs = 24 * 60 * 60_000;
/** New conversations a day of a number that is one, two, three, four weeks old: what WhatsApp bears of a new phone. */
const warmUpTable = [20, 50, 100, 200];

export type PacerDeps = {
  readonly connectionId: string;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
  /** Of a restriction that ends by itself: when, milliseconds since 1970. */
  readonly restrictedUntil?: () => number | null;
  /** From 0 up to 1. */
  readonly random?: () => number;
};

/** What may be claimed now: with `areOpeningsSpent` nothing to people who have not written to the number. */
export type Allowance = { readonly countsOpenings: boolean; readonly areOpeningsSpent: boolean };

/** How many people may be written to first in 24 hours by a number of that age; null is no limit. */
export function openingsPerDay({ newConversationsPerDay, warmUp }: Pacing, ageMs: number): number | null {
  const young = warmUp ? warmUpTable[Math.floor(Math.max(0, ageMs) / (7 * dayMs))] : undefined;
  if (young === undefined) return newConversationsPerDay;
  return newConversationsPerDay === null ? young : Math.min(young, newConversationsPerDay);
}

/**
 * Keeps a number from sending like a robot: a gap of uneven length between two sends, few new conversations a day, nothing while
 * WhatsApp restricts it. What it holds back stays PENDING and says until when and why.
 */
export class Pacer {
  readonly #deps: PacerDeps;
  #known: { pacing: Pacing; createdAt: Date; readAt: number } | null = null;
  /** When something went out last, and how uneven the gap after it is, from 0 to 1. */
  #last: { at: number; draw: number } | null = null;
  #restrictedUntil = 0;

  constructor(deps: PacerDeps) {
    this.#deps = deps;
  }

  /** Null when nothing may go out now; what waits says so. */
  async allowance(): Promise<Allowance | null> {
    const { connectionId, queue } = this.#deps;
    const now = this.#now();
    const restrictedUntil = Math.max(this.#restrictedUntil, this.#deps.restrictedUntil?.() ?? 0);
    if (restrictedUntil > now) {
      await queue.hold(connectionId, { until: new Date(restrictedUntil), because: "restricted", betweenMs: 0 });
      return null;
    }
    const { pacing, createdAt } = await this.#pacing();
    const { gapLeftMs } = this;
    if (gapLeftMs !== null) {
      const betweenMs = (pacing.gapMs[0] + pacing.gapMs[1]) / 2;
      await queue.hold(connectionId, { until: new Date(now + gapLeftMs), because: "pacing", betweenMs });
      return null;
    }
    const most = openingsPerDay(pacing, now - createdAt.getTime());
    if (most === null) return { countsOpenings: false, areOpeningsSpent: false };
    const openings = await queue.listOpenings(connectionId, new Date(now - dayMs), most);
    return { countsOpenings: true, areOpeningsSpent: openings.length >= most };
  }

  /** Nothing else may go out: those who wait only because the day's openings are spent say so. */
  async holdOpenings(): Promise<void> {
    const { connectionId, queue } = this.#deps;
    const now = this.#now();
    const { pacing, createdAt } = await this.#pacing();
    const most = openingsPerDay(pacing, now - createdAt.getTime());
    if (most === null) return;
    const [oldest] = await queue.listOpenings(connectionId, new Date(now - dayMs), most);
    const until = new Date((oldest?.getTime() ?? now) + dayMs);
    await queue.hold(connectionId, { until, because: "daily_cap", betweenMs: 0 });
  }

  /** Something goes out now: the next one after a gap. */
  sent(): void {
    this.#last = { at: this.#now(), draw: (this.#deps.random ?? Math.random)() };
  }

  /** WhatsApp has said that it takes nothing for so long. */
  restrict(forMs: number): void {
    this.#restrictedUntil = Math.max(this.#restrictedUntil, this.#now() + forMs);
  }

  /** The pacing is read again before the next claim. */
  forget(): void {
    this.#known = null;
  }

  /** Milliseconds until the gap ends; null without one. */
  get gapLeftMs(): number | null {
    if (this.#last === null || this.#known === null) return null;
    const [shortest, longest] = this.#known.pacing.gapMs;
    const left = this.#last.at + shortest + (longest - shortest) * this.#last.draw - this.#now();
    return left > 0 ? left : null;
  }

  async #pacing(): Promise<{ pacing: Pacing; createdAt: Date }> {
    const now = this.#now();
    if (this.#known === null || Math.abs(now - this.#known.readAt) > believedMs) {
      this.#known = { ...(await this.#deps.queue.pacingOf(this.#deps.connectionId)), readAt: now };
    }
    return this.#known;
  }

  #now(): number {
    return this.#deps.clock.now().getTime();
  }
}
