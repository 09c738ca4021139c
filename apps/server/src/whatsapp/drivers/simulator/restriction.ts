import type { DriverMemory } from "../../driver.ts";

const entry = { type: "line", id: "restricted-until" } as const;

/** Until when WhatsApp lets the number write to nobody. It outlasts our process, as the real one does. */
export class Restriction {
  readonly #memory: DriverMemory;

  constructor(memory: DriverMemory) {
    this.#memory = memory;
  }

  /** Milliseconds since 1970; null when there is none, or it has ended. */
  async until(): Promise<number | null> {
    const stored = (await this.#memory.get(entry.type, [entry.id])).get(entry.id);
    const until = Number(stored === undefined ? 0 : Buffer.from(stored).toString());
    return until > Date.now() ? until : null;
  }

  async set(until: number): Promise<void> {
    await this.#memory.set([{ ...entry, value: Buffer.from(String(until)) }]);
  }
}
