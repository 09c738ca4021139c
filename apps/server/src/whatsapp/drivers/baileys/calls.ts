import type { WACallEvent } from "@whiskeysockets/baileys";
import { BoundedCache } from "./bounded-cache.ts";

/** A call that nobody took. */
export type MissedCall = {
  readonly id: string;
  readonly from: string;
  readonly phone: string | null;
  readonly isVideo: boolean;
  readonly at: Date;
};

/** Which calls were missed: those that ended before anybody, here or on the phone, took or refused them. */
export class Calls {
  readonly #offered = new BoundedCache(100, 5 * 60_000);

  /** The missed call that this step of a call makes known; else null. Calls of groups have no conversation to stand in. */
  missedBy({ id, from, chatId, callerPn, status, isVideo, isGroup, date }: WACallEvent): MissedCall | null {
    if (isGroup === true) return null;
    if (status === "offer") {
      this.#offered.set(id, isVideo === true);
      return null;
    }
    if (status === "accept" || status === "reject") {
      this.#offered.del(id);
      return null;
    }
    const offered = this.#offered.get<boolean>(id);
    const isOver = status === "timeout" || (status === "terminate" && offered !== undefined);
    if (!isOver) return null;
    this.#offered.del(id);
    return { id, from: from || chatId, phone: callerPn ?? null, isVideo: offered ?? isVideo === true, at: date };
  }
}
