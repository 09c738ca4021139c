type Entry = { readonly value: unknown; readonly until: number };

/**
 * A cache of the shape the library takes, which forgets what was not used for longest and what is too old. It has no timers:
 * the library's own has one for each of five caches of every number.
 */
export class BoundedCache {
  readonly #entries = new Map<string, Entry>();
  readonly #size: number;
  readonly #lifeMs: number;
  readonly #keeps: (key: string) => boolean;

  constructor(size: number, lifeMs: number, keeps: (key: string) => boolean = () => true) {
    this.#size = size;
    this.#lifeMs = lifeMs;
    this.#keeps = keeps;
  }

  get<Value>(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    if (entry.until < Date.now()) return undefined;
    this.#entries.set(key, entry);
    return entry.value as Value;
  }

  set(key: string, value: unknown): void {
    if (!this.#keeps(key)) return;
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: Date.now() + this.#lifeMs });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#size) return;
      this.#entries.delete(oldest);
    }
  }

  del(key: string): void {
    this.#entries.delete(key);
  }

  flushAll(): void {
    this.#entries.clear();
  }
}
