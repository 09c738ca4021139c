import { newId } from "../../../platform/ids.ts";
import type { DriverMemory, InboundEventInput } from "../../driver.ts";
import { canonicalDigits, isGroupId, lidOf } from "./numbers.ts";
import { type LogPart, PhoneLog } from "./phone-log.ts";
import type { Addressing, PhoneChat, PhoneMessage, PhoneReaction, Tick } from "../../simulated-phones.ts";
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
  readonly #lids = new Map<string, PhoneChat>();
  readonly #news = new Map<string, InboundEventInput>();
  #changed = new Map<string, PhoneMessage>();
  #changedChats = new Set<PhoneChat>();
  #changedNews = new Map<string, InboundEventInput | null>();
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  private constructor(memory: DriverMemory) {
    this.#log = new PhoneLog(memory);
  }

  /** As it was when it was last remembered. */
  static async load(memory: DriverMemory): Promise<SimulatedNetwork> {
    const network = new SimulatedNetwork(memory);
    for (const { messages, names, news = [] } of await network.#log.read()) {
      for (const [phone, name, addressing = "phone"] of names) network.chatOf(phone, name).addressing = addressing;
      for (const message of messages) network.#put({ ...unchanged, ...message });
      for (const [id, event] of news) {
        if (event === null) network.#news.delete(id);
        else network.#news.set(id, event);
      }
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

  /** A phone may be written with or without Brazil's ninth digit. */
  findChat(phone: string): PhoneChat | null {
    return this.#chats.get(keyOf(phone)) ?? null;
  }

  findLid(lid: string): PhoneChat | null {
    return this.#lids.get(lid) ?? null;
  }

  /** Makes it when there is none. */
  chatOf(phone: string, name: string | null): PhoneChat {
    const known = this.findChat(phone);
    if (known !== null) {
      if (name !== null) known.name = name;
      return known;
    }
    const isGroup = isGroupId(phone);
    const chat: PhoneChat = {
      phone,
      name: name ?? phone,
      isGroup,
      addressing: "phone",
      messages: [],
      typingUntil: 0,
    };
    this.#chats.set(keyOf(phone), chat);
    if (!isGroup) this.#lids.set(lidOf(phone), chat);
    return chat;
  }

  /** Makes the conversation, or gives it the name, and remembers it. */
  name(phone: string, name: string, addressing?: Addressing): PhoneChat {
    const chat = this.chatOf(phone, name);
    if (addressing !== undefined) chat.addressing = addressing;
    this.#changedChats.add(chat);
    this.#rememberSoon();
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
  add(message: PhoneMessage): PhoneMessage {
    const known = this.findMessage(message.providerId);
    if (known !== null) return known;
    this.#put(message);
    this.#note(message);
    return message;
  }

  edit(message: PhoneMessage, body: string, at: number): void {
    message.body = body;
    message.editedAt = at;
    this.#note(message);
  }

  /** The text stays, for who has not been told of the message yet is told of both. */
  revoke(message: PhoneMessage, at: number): void {
    message.deletedAt = at;
    message.reactions = [];
    this.#note(message);
  }

  /** One person has one reaction at most. */
  react(message: PhoneMessage, by: PhoneReaction["by"], emoji: string | null): void {
    const others = message.reactions.filter((reaction) => reaction.by !== by);
    message.reactions = emoji === null ? others : [...others, { emoji, by }];
    this.#note(message);
  }

  /** What else has still to be told to the company, oldest first. */
  news(): ReadonlyMap<string, InboundEventInput> {
    return this.#news;
  }

  addNews(event: InboundEventInput): string {
    const id = newId();
    this.#news.set(id, event);
    this.#changedNews.set(id, event);
    this.#rememberSoon();
    return id;
  }

  newsTold(id: string): void {
    if (!this.#news.delete(id)) return;
    this.#changedNews.set(id, null);
    this.#rememberSoon();
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
    if (!this.#hasChanges()) return this.#writing ?? undefined;
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
    const [changed, chats, news] = [this.#changed, this.#changedChats, this.#changedNews];
    this.#changed = new Map();
    this.#changedChats = new Set();
    this.#changedNews = new Map();
    const part = { messages: [...changed.values()], names: [...chats].map(namesPart), news: [...news] };
    try {
      await this.#log.append(part, () => this.#everything());
    } catch (error) {
      for (const [id, message] of changed) this.#changed.set(id, message);
      for (const chat of chats) this.#changedChats.add(chat);
      this.#changedNews = new Map([...news, ...this.#changedNews]);
      throw error;
    }
  }

  #hasChanges(): boolean {
    return this.#changed.size > 0 || this.#changedChats.size > 0 || this.#changedNews.size > 0;
  }

  #everything(): LogPart {
    return {
      messages: [...this.#messages.values()],
      names: [...this.#chats.values()].map(namesPart),
      news: [...this.#news],
    };
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
    this.findChat(oldest.phone)?.messages.shift();
  }

  #note(message: PhoneMessage): void {
    this.#changed.set(message.providerId, message);
    this.#rememberSoon();
  }

  #rememberSoon(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // What could not be written is written with the next change.
      void this.remember().catch(() => {});
    }, lazyMs);
    this.#timer.unref();
  }
}

/** What messages remembered by earlier releases lack. */
const unchanged = { author: null, reactions: [] as PhoneReaction[], editedAt: null, deletedAt: null };

const keyOf = (phone: string): string => (isGroupId(phone) ? phone : canonicalDigits(phone));

const namesPart = ({ phone, name, addressing }: PhoneChat): LogPart["names"][number] => [phone, name, addressing];
