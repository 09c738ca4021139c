import type { DriverMemory } from "../../src/whatsapp/driver.ts";

/** What a connection remembers, as PostgreSQL would have it: one write after the other, durable when it resolves. */
export class MemoryOfTest implements DriverMemory {
  readonly #rows = new Map<string, Map<string, Uint8Array>>();
  #last: Promise<unknown> = Promise.resolve();

  async get(type: string, ids: string[]): Promise<Map<string, Uint8Array>> {
    const rows = this.#rows.get(type);
    return new Map(
      ids.flatMap((id) => {
        const value = rows?.get(id);
        return value === undefined ? [] : [[id, value] as const];
      }),
    );
  }

  async list(type: string): Promise<Map<string, Uint8Array>> {
    return new Map(this.#rows.get(type));
  }

  set(entries: { type: string; id: string; value: Uint8Array | null }[]): Promise<void> {
    const write = this.#last.then(() => {
      for (const { type, id, value } of entries) this.#put(type, id, value);
    });
    this.#last = write;
    return write;
  }

  #put(type: string, id: string, value: Uint8Array | null): void {
    const rows = this.#rows.get(type) ?? new Map<string, Uint8Array>();
    this.#rows.set(type, rows);
    if (value === null) rows.delete(id);
    else rows.set(id, Uint8Array.from(value));
  }
}
