import { z } from "zod";
import type { DriverMemory } from "../../driver.ts";
import { keyOf, providerIdOf } from "./message-keys.ts";

const type = "sent";
const keptMs = 7 * 24 * 60 * 60_000;

const Entry = z.object({
  chats: z.array(z.string()),
  /** Milliseconds since 1970. */
  begunAt: z.number(),
  /** The page's key, noted before WhatsApp had the message; null as long as it has certainly not. */
  key: z.string().nullable(),
});
export type SentEntry = z.infer<typeof Entry>;

/**
 * What is on its way, noted before every step that cannot be taken back, so that after a crash it can be found out what became of
 * it. A message is forgotten when its first tick is stored.
 */
export class SentLog {
  readonly #memory: DriverMemory;
  readonly #entries = new Map<string, SentEntry>();
  readonly #messageIds = new Map<string, string>();

  constructor(memory: DriverMemory) {
    this.#memory = memory;
  }

  async load(now: number): Promise<void> {
    const old: string[] = [];
    for (const [messageId, value] of await this.#memory.list(type)) {
      const parsed = Entry.safeParse(JSON.parse(Buffer.from(value).toString()));
      if (!parsed.success || now - parsed.data.begunAt > keptMs) old.push(messageId);
      else this.#keep(messageId, parsed.data);
    }
    if (old.length > 0) await this.#memory.set(old.map((id) => ({ type, id, value: null })));
  }

  /** `unknown` for what is too old to be remembered. */
  find(messageId: string, claimedAt: number, now: number): SentEntry | null | "unknown" {
    return this.#entries.get(messageId) ?? (now - claimedAt > keptMs / 2 ? "unknown" : null);
  }

  /** Our id of a message that WhatsApp knows by this one. */
  messageIdOf(providerId: string): string | null {
    return this.#messageIds.get(providerId) ?? null;
  }

  begin(messageId: string, chats: readonly string[], now: number): Promise<void> {
    return this.#write(messageId, { chats: [...chats], begunAt: now, key: null });
  }

  async handOver(messageId: string, key: string): Promise<void> {
    const entry = this.#entries.get(messageId);
    if (entry === undefined) throw new Error("this message was never begun");
    await this.#write(messageId, { ...entry, key });
  }

  /** Its fate is stored elsewhere. Which id it has stays known while this process runs. */
  async settle(messageId: string): Promise<void> {
    if (!this.#entries.delete(messageId)) return;
    await this.#memory.set([{ type, id: messageId, value: null }]);
  }

  async #write(messageId: string, entry: SentEntry): Promise<void> {
    await this.#memory.set([{ type, id: messageId, value: Buffer.from(JSON.stringify(entry)) }]);
    this.#keep(messageId, entry);
  }

  #keep(messageId: string, entry: SentEntry): void {
    this.#entries.set(messageId, entry);
    const key = entry.key === null ? null : keyOf(entry.key);
    if (key === null) return;
    this.#messageIds.set(providerIdOf(key), messageId);
    const [oldest] = this.#messageIds.keys();
    if (this.#messageIds.size > 5000 && oldest !== undefined) this.#messageIds.delete(oldest);
  }
}
