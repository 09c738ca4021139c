import type { z } from "zod";
import { Account, type ChatView, fullId, quotationOf, type StoredMessage, wireMessage } from "./account.ts";
import { attributesOf } from "./content.ts";
import type { Device } from "./device.ts";
import type { KnownPerson } from "./people.ts";
import { describePerson } from "./people.ts";
import { type ArrivedMessage, arrivedMessage } from "./arrived-message.ts";
import {
  CustomerMessage,
  Fault,
  GroupOptions,
  MessageContent,
  OwnerMessage,
  type PageRequest,
  type PhoneOptions,
} from "./types.ts";
import { asWid, groupWid, lidWid, type MessageKey, newStanzaId, phoneWid } from "./wids.ts";
import type { World } from "./world.ts";

/** A message that was written: its short id, and the full one under which whatsapp-web.js knows it. */
export type Written = { readonly id: string; readonly providerId: string };

/** Who did something, by phone or LID. */
export type Who = { readonly phone?: string; readonly lid?: string };

/** A sign that a page made: it read, it types. */
export type Signal = { readonly kind: "seen" | "typing" | "recording" | "paused"; readonly chat: string };

/** A company's phone with WhatsApp on it, and the account behind it. */
export class FakePhone {
  readonly number: string;
  readonly lid: string;
  readonly name: string;
  readonly account: Account;
  readonly signals: Signal[] = [];
  readonly faults: Fault[] = [];
  readonly reactions: { readonly id: string; readonly emoji: string | null }[] = [];
  private readonly sentIds: string[] = [];
  private readonly world: World;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly watchers = new Set<() => void>();

  constructor(options: PhoneOptions, world: World) {
    this.number = options.phone;
    this.lid = options.lid;
    this.name = options.name;
    this.world = world;
    this.account = new Account(world.people, phoneWid(options.phone));
  }

  /** Whether a page of this account is open. */
  get isOnline(): boolean {
    return this.devices().some((device) => device.line !== null);
  }

  /** Scans a QR code from a screen: the page that shows it becomes a linked device. Throws when the code has expired. */
  scanQr(payload: string): void {
    const ref = payload.split(",")[0] ?? "";
    const device = [...this.world.devices.values()].find((each) => each.isShowing(ref));
    if (device === undefined) throw new Error("This QR code has expired or was never shown");
    device.link(this);
  }

  /** Enters a pairing code on this phone. Throws when no page shows it for this number. */
  enterPairingCode(code: string): void {
    const wanted = code.replace("-", "").toUpperCase();
    const device = [...this.world.devices.values()].find(
      ({ pairingCode }) => pairingCode?.code === wanted && pairingCode.phone === this.number,
    );
    if (device === undefined) throw new Error(`No page shows the pairing code ${code} for ${this.number}`);
    device.link(this);
  }

  /** Removes every linked device, as in the phone's settings. A page that is not open learns of it when it is. */
  unlink(): void {
    for (const device of this.devices()) {
      device.line?.tell("unlinked", {});
      device.unlink();
    }
    this.changed();
  }

  /** WhatsApp Web was opened elsewhere. */
  conflict(): void {
    this.setState("CONFLICT");
  }

  /** Shows a state of the socket on the open pages (`TIMEOUT`, `CONFLICT`, `PROXYBLOCK`, …). */
  setState(state: string): void {
    this.tell("state", { state });
  }

  /** The pages lose their connection; what they say and are told waits. */
  drop(state = "OPENING"): void {
    for (const device of this.devices()) device.line?.hold(state);
  }

  /** The connection is back. */
  reconnect(): void {
    for (const device of this.devices()) device.line?.release();
  }

  /** The pages hang for so long, in milliseconds. */
  freeze(milliseconds: number): void {
    this.tell("freeze", { milliseconds });
  }

  fail(fault: z.input<typeof Fault>): void {
    this.faults.push(Fault.parse(fault));
  }

  addGroup(input: z.input<typeof GroupOptions> = {}): string {
    const group = GroupOptions.parse(input);
    const id = groupWid(group.id ?? `1203630${Date.now()}${this.account.groups.size}`);
    this.account.groups.set(id, group);
    this.account.chat(id);
    this.tellChat(id);
    return id;
  }

  /** A customer writes to this number. */
  customerWrites(input: CustomerMessage): Written {
    const message = CustomerMessage.parse(input);
    const { phone, lid, group, name } = message;
    if (phone === undefined && lid === undefined) throw new Error("A customer needs a phone or a lid");
    this.world.people.set({ ...(phone === undefined ? {} : { phone }), lid, ...(name === undefined ? {} : { name }) });
    const sender = idOf(message);
    const remote = group === undefined ? sender : groupWid(group);
    const key = { fromMe: false, remote, id: message.id ?? newStanzaId(), participant: group && sender };
    return this.file(key, message, remote, phoneWid(this.number), name);
  }

  /** The owner writes on the phone; the pages see it as a message of their own account. */
  ownerWrites(input: OwnerMessage): Written {
    const message = OwnerMessage.parse(input);
    const remote = message.group === undefined ? idOf(message) : groupWid(message.group);
    const participant = message.group === undefined ? undefined : phoneWid(this.number);
    const key = { fromMe: true, remote, id: message.id ?? newStanzaId(), participant };
    return this.file(key, message, phoneWid(this.number), remote, undefined);
  }

  /** A message is delivered once more, as WhatsApp sometimes does. */
  deliversAgain(id: string): void {
    this.tellMessage(this.account.message(id), { isAgain: true });
  }

  /** The content of a message that could not be read arrives after all. */
  messageDecrypts(id: string, content: z.input<typeof MessageContent>): void {
    const message = this.account.message(id);
    message.attributes = { subtype: undefined, ...attributesOf(MessageContent.parse(content), this.world.media) };
    this.tell("changed", { key: message.key, attributes: { ...message.attributes, subtype: null } });
  }

  /** Whoever wrote a message changes its text, or its caption. */
  edits(id: string, body: string): void {
    const message = this.account.message(id);
    const field = message.attributes.type === "chat" ? "body" : "caption";
    message.attributes = { ...message.attributes, [field]: body, latestEditSenderTimestampMs: Date.now() };
    this.tell("changed", {
      key: message.key,
      attributes: { latestEditSenderTimestampMs: Date.now(), [field]: body },
    });
    this.changed();
  }

  /** Whoever wrote a message deletes it for everyone. */
  revokes(id: string): void {
    const message = this.account.message(id);
    this.tell("revoked", { key: message.key, as: this.account.revoke(message) });
    this.changed();
  }

  /** A customer reacts to a message; null takes it back. */
  customerReacts(id: string, who: Who, emoji: string | null): void {
    this.tellReaction(id, idOf(who), emoji);
  }

  /** The owner reacts on the phone. */
  ownerReacts(id: string, emoji: string | null): void {
    this.tellReaction(id, phoneWid(this.number), emoji);
  }

  customerVotes(id: string, who: Who, options: readonly number[]): void {
    const { key } = this.account.message(id);
    const vote = { key: { ...key, id: newStanzaId() }, parent: key, sender: idOf(who), options, at: Date.now() };
    this.tell("vote", vote);
  }

  customerTypes(who: Who, state: "composing" | "recording_audio" | "unavailable" = "composing"): void {
    this.tell("typing", { chat: idOf(who), state });
  }

  /** A sent message reaches the customer's phone. */
  customerReceives(id: string): void {
    this.tick(id, 2);
  }

  /** The customer has read a sent message. */
  customerReads(id: string): void {
    this.tick(id, 3);
  }

  /** The customer has listened to a voice message. */
  customerPlays(id: string): void {
    this.tick(id, 4);
  }

  /** A tick of a sent message: 1 at the server, 2 received, 3 read, 4 played, -1 failed. Told as it is, in any order. */
  tick(id: string, ack: number): void {
    const message = this.account.message(id);
    message.ack = ack;
    this.tell("changed", { key: message.key, attributes: { ack } });
    this.changed();
  }

  /** A customer called and nobody answered: the ringing, and the entry in the conversation. */
  callMissed(who: Who & { isVideo?: boolean; name?: string }): Written {
    const { isVideo = false, ...customer } = who;
    this.tell("call", { id: newStanzaId(), from: idOf(who), isVideo });
    return this.customerWrites({ ...customer, kind: "missed-call", raw: { isVideoCall: isVideo } });
  }

  /** What WhatsApp's servers have of a message's file from now on. */
  setMedia(id: string, state: "ready" | "expired" | "gone"): void {
    const file = this.world.media.byPath(this.account.message(id).attributes["directPath"]);
    if (file === undefined) throw new Error(`The message ${id} has no file`);
    file.state = state;
  }

  /** What arrived at customers, each message once, in order. */
  sent(): ArrivedMessage[] {
    return this.sentIds.map((id) => arrivedMessage(this.account.message(id), this.world.media));
  }

  /** Resolves when something is so; looks again whenever something happens here. Rejects after `timeoutMs`. */
  async until<Found>(look: (phone: this) => Found | undefined | false, timeoutMs = 10_000): Promise<Found> {
    const { promise, resolve, reject } = Promise.withResolvers<Found>();
    const check = () => {
      const found = look(this);
      if (found !== undefined && found !== false) resolve(found);
    };
    const timer = setTimeout(() => reject(new Error(`Did not come true within ${timeoutMs} ms`)), timeoutMs);
    this.watchers.add(check);
    try {
      check();
      return await promise;
    } finally {
      clearTimeout(timer);
      this.watchers.delete(check);
    }
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  /** What a page is given when it opens. */
  snapshot(): object {
    const chats = [...this.account.chats.keys()];
    const last = (id: string) => this.account.history(id, null, 1).map(wireMessage);
    return {
      me: { phone: this.number, lid: this.lid, name: this.name },
      chats: chats.map((id) => ({ ...this.account.chatView(id), last: last(id) })),
      people: chats.flatMap((id) => this.account.peopleIn(id)),
      syncsEarly: this.world.behaviour.syncsEarly,
    };
  }

  /** The next fault for a request, used up once. */
  takeFault(on: PageRequest): Fault | undefined {
    const index = this.faults.findIndex((fault) => fault.on === on);
    const fault = this.faults[index];
    if (fault === undefined) return undefined;
    if (fault.times > 1) this.faults[index] = { ...fault, times: fault.times - 1 };
    else this.faults.splice(index, 1);
    return fault;
  }

  /** Takes a message that a page has sent; the same one again is nothing new. */
  take(message: StoredMessage, from: Device): void {
    if (this.account.find(message.key.id) !== undefined) return;
    this.account.add(message, false);
    this.sentIds.push(message.key.id);
    this.tellMessage(message, { except: from });
    for (const [index, ack] of this.world.behaviour.ticks.entries()) {
      this.later(() => this.tick(message.key.id, ack), this.world.behaviour.tickDelayMs * (index + 1));
    }
    this.changed();
  }

  tell(what: string, about: object, except?: Device): void {
    for (const device of this.devices()) if (device !== except) device.line?.tell(what, about);
  }

  tellChat(id: string): void {
    this.tell("chat", this.account.chatView(id));
  }

  tellReaction(id: string, sender: string, emoji: string | null): void {
    const { key } = this.account.message(id);
    const reaction = { key: { ...key, id: newStanzaId() }, parent: key, sender, emoji: emoji ?? "", at: Date.now() };
    this.tell("reaction", reaction);
  }

  /** Something happened that somebody may wait for. */
  changed(): void {
    for (const watcher of this.watchers) watcher();
  }

  private file(
    key: MessageKey,
    content: z.output<typeof OwnerMessage>,
    from: string,
    to: string,
    notifyName: string | undefined,
  ): Written {
    const quoted = content.quote === undefined ? {} : quotationOf(this.account.message(content.quote));
    const message: StoredMessage = {
      order: this.account.nextOrder(),
      key,
      from,
      to,
      t: Math.floor((content.timestamp ?? Date.now()) / 1000),
      notifyName,
      attributes: { ...quoted, ...attributesOf(content, this.world.media) },
      ack: 1,
      revokedAs: null,
    };
    this.account.add(message, !key.fromMe && !content.isOld);
    if (!content.isOld) this.tellMessage(message);
    this.changed();
    return { id: key.id, providerId: fullId(message) };
  }

  private tellMessage(
    message: StoredMessage,
    { isAgain = false, except }: { isAgain?: boolean; except?: Device } = {},
  ): void {
    const chat: ChatView = this.account.chatView(message.key.remote);
    const people: KnownPerson[] = this.account.peopleIn(message.key.remote);
    if (message.key.participant !== undefined && !message.key.fromMe) {
      people.push(describePerson(this.world.people.byId(message.key.participant)));
    }
    this.tell("message", { message: wireMessage(message), chat, people, isAgain }, except);
  }

  private devices(): Device[] {
    return [...this.world.devices.values()].filter((device) => device.phone === this);
  }

  private later(step: () => void, milliseconds: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      step();
    }, milliseconds);
    this.timers.add(timer);
  }
}

const idOf = ({ phone, lid }: { phone?: string | undefined; lid?: string | undefined }): string => {
  if (lid !== undefined) return lidWid(lid);
  if (phone === undefined) throw new Error("A person needs a phone or a lid");
  return asWid(phone);
};
