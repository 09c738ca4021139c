import { createHash } from "node:crypto";
import type { proto } from "@whiskeysockets/baileys";
import { z } from "zod";
import type { DriverMemory } from "../../driver.ts";
import { BoundedCache } from "./bounded-cache.ts";
import type { Library } from "./library.ts";

const kept = 200;

const Stored = z.object({ messageId: z.string(), at: z.number(), message: z.base64() });
type Stored = z.infer<typeof Stored>;

const unreadable: Stored = { messageId: "", at: 0, message: "" };

/**
 * WhatsApp's id of a message of ours, always the same for the same message: sending it again after a crash is no second
 * message, for phones and WhatsApp know it by its id. It has the form of WhatsApp Web's own ids.
 */
export const providerIdOf = (messageId: string): string =>
  `3EB0${createHash("sha256").update(messageId).digest("hex").slice(0, 18).toUpperCase()}`;

/**
 * What was sent lately. A phone that could not decrypt a message asks for it again, also after a restart, so it is written down
 * before it goes out; the last ones of a number are kept.
 */
export class SentMessages {
  readonly #memory: DriverMemory;
  readonly #library: Library;
  /** Our ids by WhatsApp's, the oldest first. */
  readonly #messageIds = new Map<string, string>();
  /** Those of this run that WhatsApp's server has. */
  readonly #acknowledged = new BoundedCache(kept * 2, 24 * 60 * 60_000);

  private constructor(memory: DriverMemory, library: Library) {
    this.#memory = memory;
    this.#library = library;
  }

  static async load(memory: DriverMemory, library: Library): Promise<SentMessages> {
    const sent = new SentMessages(memory, library);
    const stored = [...(await memory.list("sent"))].map(([id, bytes]) => ({ id, ...parse(bytes) }));
    const ordered = stored.toSorted((one, other) => one.at - other.at);
    for (const { id, messageId } of ordered) sent.#messageIds.set(id, messageId);
    return sent;
  }

  /** Durable when it resolves. */
  async remember(providerId: string, messageId: string, message: proto.IMessage): Promise<void> {
    this.#messageIds.delete(providerId);
    this.#messageIds.set(providerId, messageId);
    const old = [...this.#messageIds.keys()].slice(0, Math.max(0, this.#messageIds.size - kept));
    for (const id of old) this.#messageIds.delete(id);
    const bytes = Buffer.from(this.#library.proto.Message.encode(message).finish());
    const value: Stored = { messageId, at: Date.now(), message: bytes.toString("base64") };
    await this.#memory.set([
      { type: "sent", id: providerId, value: Buffer.from(JSON.stringify(value)) },
      ...old.map((id) => ({ type: "sent", id, value: null })),
    ]);
  }

  /** Our own id of a message, when it is one of the last. */
  messageIdOf(providerId: string): string | null {
    return this.#messageIds.get(providerId) || null;
  }

  acknowledged(providerId: string): void {
    this.#acknowledged.set(providerId, true);
  }

  isAcknowledged(providerId: string): boolean {
    return this.#acknowledged.get(providerId) === true;
  }

  has(providerId: string): boolean {
    return this.#messageIds.has(providerId);
  }

  async find(providerId: string): Promise<proto.IMessage | undefined> {
    if (!this.has(providerId)) return undefined;
    const bytes = (await this.#memory.get("sent", [providerId])).get(providerId);
    const message = bytes === undefined ? "" : parse(bytes).message;
    return message === "" ? undefined : this.#library.proto.Message.decode(Buffer.from(message, "base64"));
  }
}

function parse(bytes: Uint8Array): Stored {
  try {
    return Stored.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return unreadable;
  }
}
