import type { DriverMemory } from "../../driver.ts";
import { type LogPart, PhoneLog } from "./phone-log.ts";
import type { PhoneChat, PhoneMessage, Tick } from "../../simulated-phones.ts";
import { isBeyond } from "./ticks.ts";

/** The oldest are forgotten beyond this: it is a stage, not an archive. */
const maxMessages = 20_000;
const lazyMs = 500;

/**
 * WhatsApp and the customers' phones of one simulated number: what was written to the company and what arrived from it. It goes
 * on while the number is disconnected. A message arrives at most once, for it is known by our id.
 */
export class SimulatedNetwork {
  readonly #log: PhoneLog;
  readonly #chats = new Map<string, PhoneChat>();
  readonly #messages = new Map<string, PhoneMessage>();
  readonly #providerIds = new Map<string, string>();
  #changed = new Map<string, PhoneMessage>();
  #names = new Map<string, string>();
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  private constructor(memory: DriverMemory) {
    this.#log = new PhoneLog(memory);
  }

  /** As it was when it was last remembered. */
  static async load(memory: DriverMemory): Promise<SimulatedNetwork> {
    const network = new SimulatedNetwork(memory);
    for (const { messages, names } of await network.#log.read()) {
      for (const [phone, name] of names) network.chatOf(phone, name);
      for (const message of messages) network.#put(message);
    }
    return network;
  }

  /** The conversations, the one that was written in last first. */
  chats(): PhoneChat[] {
    const last = ({ messages }: PhoneChat) => messages.at(-1)?.timestamp ?? 0;
    return [...this.#chats.values()]
      .filter(({ messages }) => messages.length > 0)
      .toSorted((a, b) => last(b) - last(a));
  }

  findChat(phone: string): PhoneChat | null {
    return this.#chats.get(phone) ?? null;
  }

  /** Makes it when there is none. */
  chatOf(phone: string, name: string | null): PhoneChat {
    const known = this.#chats.get(phone);
    if (known !== undefined) {
      if (name !== null) known.name = name;
      return known;
    }
    const chat = { phone, name: name ?? phone, messages: [], typingUntil: 0 };
    this.#chats.set(phone, chat);
    return chat;
  }

  findMessage(providerId: string): PhoneMessage | null {
    return this.#messages.get(providerId) ?? null;
  }

  /** The provider id of what the company sent under our id, when it arrived. */
  findSent(messageId: string): PhoneMessage | null {
    const providerId = this.#providerIds.get(messageId);
    return providerId === undefined ? null : this.findMessage(providerId);
  }

  /** Every message, oldest first. */
  messages(): IterableIterator<PhoneMessage> {
    return this.#messages.values();
  }

  /** Adds a message, unless there is one of its id: then that one is returned. */
  add(message: PhoneMessage, name: string | null): PhoneMessage {
    const known = this.findMessage(message.providerId);
    if (known !== null) return known;
    this.chatOf(message.phone, name);
    if (name !== null) this.#names.set(message.phone, name);
    this.#put(message);
    this.#note(message);
    return message;
  }

  /** Ticks only rise. */
  tick(message: PhoneMessage, status: Tick): void {
    if (!isBeyond(status, message.status)) return;
    message.status = status;
    this.#note(message);
  }

  tell(message: PhoneMessage, told: Tick): void {
    if (!isBeyond(told, message.told)) return;
    message.told = told;
    this.#note(message);
  }

  /** Resolves when everything up to now is remembered. Those who ask while it is being written share the next writing. */
  async remember(): Promise<void> {
    if (this.#writing !== null) await this.#writing.catch(() => {});
    if (this.#changed.size === 0) return this.#writing ?? undefined;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #write(): Promise<void> {
    // Those of the same turn of the event loop come along.
    await Promise.resolve();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [changed, names] = [this.#changed, this.#names];
    this.#changed = new Map();
    this.#names = new Map();
    try {
      await this.#log.append({ messages: [...changed.values()], names: [...names] }, () => this.#everything());
    } catch (error) {
      for (const [id, message] of changed) this.#changed.set(id, message);
      this.#names = new Map([...names, ...this.#names]);
      throw error;
    }
  }

  #everything(): LogPart {
    const names = [...this.#chats.values()].map(({ phone, name }) => [phone, name] as const);
    return { messages: [...this.#messages.values()], names };
  }

  #put(message: PhoneMessage): void {
    const known = this.findMessage(message.providerId);
    if (known !== null) {
      Object.assign(known, message);
      return;
    }
    this.#messages.set(message.providerId, message);
    if (message.messageId !== null) this.#providerIds.set(message.messageId, message.providerId);
    this.chatOf(message.phone, null).messages.push(message);
    if (this.#messages.size > maxMessages) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const [oldest] = this.#messages.values();
    if (oldest === undefined) return;
    this.#messages.delete(oldest.providerId);
    if (oldest.messageId !== null) this.#providerIds.delete(oldest.messageId);
    this.#chats.get(oldest.phone)?.messages.shift();
  }

  #note(message: PhoneMessage): void {
    this.#changed.set(message.providerId, message);
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // What could not be written is written with the next change.
      void this.remember().catch(() => {});
    }, lazyMs);
    this.#timer.unref();
  }
}
