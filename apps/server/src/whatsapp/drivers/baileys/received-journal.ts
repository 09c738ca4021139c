import { createHash } from "node:crypto";
import type {
  BinaryNode,
  SignalAuthState,
  SignalKeyStoreWithTransaction,
  SignalRepositoryWithLIDStore,
  SocketConfig,
  WAMessage,
} from "@whiskeysockets/baileys";
import { z } from "zod";
import type { DriverLog, DriverMemory } from "../../driver.ts";
import { received } from "./credentials.ts";
import type { Library } from "./library.ts";
import type { LibraryLogger } from "./quiet-logger.ts";

/** One decrypted part of a stanza. A group's stanza may have two: the sender's key, and the message. */
const Entry = z.object({
  order: z.number(),
  attrs: z.record(z.string(), z.string()),
  part: z.number(),
  plaintext: z.base64(),
});
type Entry = z.infer<typeof Entry>;

type MakeRepository = SocketConfig["makeSignalRepository"];
type RepositoryRest = Parameters<MakeRepository> extends [unknown, ...infer Rest] ? Rest : never;

type Pending = { readonly entry: Entry; readonly at: number; isReplayed: boolean; isTold: boolean };

/**
 * Every message, from the moment it is decrypted until it is stored. Decrypting moves the session on, so the same stanza can
 * never be read twice, and the library tells WhatsApp "delivered" before it tells us: a process that dies in between would lose
 * the message for good. So the plaintext is written together with the moved session, in one transaction and before the receipt;
 * it is taken out when the events it became are committed, and what is left over is handed on at the next start.
 */
export class ReceivedJournal {
  readonly #memory: DriverMemory;
  readonly #library: Library;
  readonly #log: DriverLog;
  readonly #stanzas = new WeakMap<Uint8Array, { node: BinaryNode; part: number }>();
  readonly #pending = new Map<string, Pending>();
  #lastOrder = 0;
  /** Called when something is about to be decrypted, and when it was, whatever came of it. */
  onDecrypting: () => void = () => {};
  onDecrypted: (node: BinaryNode) => void = () => {};

  constructor(memory: DriverMemory, library: Library, log: DriverLog) {
    this.#memory = memory;
    this.#library = library;
    this.#log = log;
  }

  /** Notes a stanza as it comes off the line, so that what is decrypted of it is known again. */
  saw(node: BinaryNode): void {
    if (!Array.isArray(node.content)) return;
    node.content.forEach(({ content }, part) => {
      if (content instanceof Uint8Array) this.#stanzas.set(content, { node, part });
    });
  }

  /** The library's own, with the journal written in the transactions in which it decrypts. */
  readonly makeRepository = (
    auth: SignalAuthState,
    ...[logger, lidsOf]: RepositoryRest
  ): SignalRepositoryWithLIDStore => {
    const repository = this.#library.DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, lidsOf);
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const { decryptMessage, decryptGroupMessage } = repository;
    return Object.assign(repository, {
      decryptMessage: (options: Parameters<typeof decryptMessage>[0]) =>
        this.#decrypt(keys, options.ciphertext, options.jid, () => decryptMessage.call(repository, options)),
      decryptGroupMessage: (options: Parameters<typeof decryptGroupMessage>[0]) =>
        this.#decrypt(keys, options.msg, options.group, () => decryptGroupMessage.call(repository, options)),
    });
  };

  /** What an earlier run decrypted and could not hand over, in the order in which it came. */
  async leftOver(me: { id: string; lid: string }, logger: LibraryLogger): Promise<WAMessage[]> {
    const found = [...(await this.#memory.list(received))].flatMap(([id, bytes]) => this.#parse(id, bytes) ?? []);
    for (const { id, entry } of found) this.#pending.set(id, { entry, at: Date.now(), isReplayed: true, isTold: true });
    return this.#messagesOf(
      found.map(({ entry }) => entry),
      me,
      logger,
    );
  }

  /** The library has told of these messages. */
  told(messageIds: readonly (string | null | undefined)[]): void {
    const told = new Set(messageIds);
    for (const pending of this.#pending.values()) if (told.has(pending.entry.attrs["id"])) pending.isTold = true;
  }

  /** What was decrypted this long ago and the library has not told: it stumbled over it, and says nothing of it any more. */
  async untold(afterMs: number, me: { id: string; lid: string }, logger: LibraryLogger): Promise<WAMessage[]> {
    const due = Date.now() - afterMs;
    const untold = [...this.#pending.values()].filter(({ at, isTold }) => !isTold && at <= due);
    for (const pending of untold) pending.isTold = true;
    return this.#messagesOf(
      untold.map(({ entry }) => entry),
      me,
      logger,
    );
  }

  async #messagesOf(
    entries: readonly Entry[],
    me: { id: string; lid: string },
    logger: LibraryLogger,
  ): Promise<WAMessage[]> {
    const stanzas = new Map<string, { order: number; attrs: Record<string, string>; content: BinaryNode[] }>();
    for (const entry of entries.toSorted((one, other) => one.part - other.part)) {
      const key = stanzaKey(entry.attrs);
      const stanza = stanzas.get(key) ?? { order: entry.order, attrs: entry.attrs, content: [] };
      stanzas.set(key, stanza);
      stanza.content.push(plainNode(this.#library.unpadRandomMax16(Buffer.from(entry.plaintext, "base64"))));
    }
    const ordered = [...stanzas.values()].toSorted((one, other) => one.order - other.order);
    const read = ordered.map(({ attrs, content }) => this.#read({ tag: "message", attrs, content }, me, logger));
    return (await Promise.all(read)).filter((message) => message !== null);
  }

  /** The events of these messages are committed. What was replayed is kept until WhatsApp has sent again what it would. */
  async done(messageIds: readonly string[]): Promise<void> {
    const done = new Set(messageIds);
    const ids = [...this.#pending].flatMap(([id, { entry, isReplayed }]) =>
      !isReplayed && done.has(entry.attrs["id"] ?? "") ? [id] : [],
    );
    await this.#forget(ids);
  }

  /** WhatsApp has sent all that waited: nothing decrypted before will come again. */
  async settleReplayed(): Promise<void> {
    await this.#forget([...this.#pending].flatMap(([id, { isReplayed }]) => (isReplayed ? [id] : [])));
  }

  async #forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const id of ids) this.#pending.delete(id);
    await this.#memory.set(ids.map((id) => ({ type: received, id, value: null })));
  }

  async #decrypt(
    keys: SignalKeyStoreWithTransaction,
    ciphertext: Uint8Array,
    lock: string,
    decrypt: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    this.onDecrypting();
    try {
      return await this.#decryptOnce(keys, ciphertext, lock, decrypt);
    } finally {
      const stanza = this.#stanzas.get(ciphertext);
      if (stanza !== undefined) this.onDecrypted(stanza.node);
    }
  }

  async #decryptOnce(
    keys: SignalKeyStoreWithTransaction,
    ciphertext: Uint8Array,
    lock: string,
    decrypt: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const id = createHash("sha256").update(ciphertext).digest("hex");
    const known = this.#pending.get(id);
    if (known !== undefined) return Buffer.from(known.entry.plaintext, "base64");
    const stanza = this.#stanzas.get(ciphertext);
    // What our own phone tells this device of itself (history, keys) is no message.
    if (stanza === undefined || stanza.node.attrs["category"] === "peer") return decrypt();
    const written = await keys.transaction(async () => {
      const plaintext = await decrypt();
      const entry = this.#entryOf(stanza, plaintext);
      await keys.set({ [received]: { [id]: Buffer.from(JSON.stringify(entry)) } } as object);
      return { plaintext, entry };
    }, lock);
    this.#pending.set(id, { entry: written.entry, at: Date.now(), isReplayed: false, isTold: false });
    return written.plaintext;
  }

  #entryOf({ node, part }: { node: BinaryNode; part: number }, plaintext: Uint8Array): Entry {
    this.#lastOrder = Math.max(this.#lastOrder + 1, Date.now() * 1000);
    return { order: this.#lastOrder, attrs: node.attrs, part, plaintext: Buffer.from(plaintext).toString("base64") };
  }

  async #read(node: BinaryNode, me: { id: string; lid: string }, logger: LibraryLogger): Promise<WAMessage | null> {
    try {
      const { fullMessage, decrypt } = this.#library.decryptMessageNode(node, me.id, me.lid, plainRepository, logger);
      await decrypt();
      this.#clean(fullMessage, me);
      return fullMessage;
    } catch (error) {
      this.#log.error({ err: error }, "a received message cannot be read");
      return null;
    }
  }

  /** The library's tidying wants a reaction to say to what it is one; what has no such thing is kept untidied. */
  #clean(message: WAMessage, me: { id: string; lid: string }): void {
    try {
      this.#library.cleanMessage(message, me.id, me.lid);
    } catch (error) {
      this.#log.warn({ err: error }, "a received message is not as the library wants it");
    }
  }

  #parse(id: string, bytes: Uint8Array): { id: string; entry: Entry } | null {
    try {
      return { id, entry: Entry.parse(JSON.parse(Buffer.from(bytes).toString())) };
    } catch (error) {
      this.#log.error({ err: error, id }, "a received message of an earlier run cannot be read");
      return null;
    }
  }
}

const plainNode = (content: Uint8Array): BinaryNode => ({ tag: "plaintext", attrs: {}, content });

const stanzaKey = (attrs: Record<string, string>): string =>
  [attrs["from"], attrs["participant"], attrs["recipient"], attrs["id"]].join("|");

/** Reading a plaintext needs no keys; the sender's keys in it were taken in when it was decrypted. */
const plainRepository = {
  lidMapping: { getLIDForPN: async () => null },
  processSenderKeyDistributionMessage: async () => {},
} as unknown as SignalRepositoryWithLIDStore;
