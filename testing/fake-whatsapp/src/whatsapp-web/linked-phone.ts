import type { z } from "zod";
import { Account, type ChatView, reactTo, type StoredMessage, wireMessage } from "./account.ts";
import { type ArrivedMessage, arrivedMessage } from "./arrived-message.ts";
import { type Device, newestShown, shownBy } from "./device.ts";
import { describePerson, type KnownPerson } from "./people.ts";
import { Fault, type PageRequest, type PhoneOptions } from "./types.ts";
import { phoneWid } from "./wids.ts";
import type { World } from "./world.ts";

/** A sign that a page made: it read, it types. */
export type Signal = { readonly kind: "seen" | "typing" | "recording" | "paused"; readonly chat: string };

/** An account and the browsers that are linked to it: what is common to all that happens on a phone. */
export class LinkedPhone {
  readonly number: string;
  readonly lid: string;
  readonly name: string;
  readonly account: Account;
  readonly signals: Signal[] = [];
  readonly faults: Fault[] = [];
  readonly reactions: { readonly id: string; readonly emoji: string | null }[] = [];
  protected readonly world: World;
  private readonly sentIds: string[] = [];
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

  /**
   * Scans a QR code from a screen, or the one that was shown last anywhere: the page that shows it becomes a linked device.
   * Throws when the code has expired.
   */
  scanQr(payload?: string): void {
    const devices = [...this.world.devices.values()];
    const device = payload === undefined ? newestShown(devices) : shownBy(devices, payload);
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

  /** An empty emoji takes the reaction back. */
  tellReaction(id: string, sender: string, emoji: string): void {
    const message = this.account.message(id);
    const reaction = reactTo(message, sender, emoji);
    this.tell("reaction", { ...reaction, parent: message.key });
    this.changed();
  }

  /** A tick of a sent message: 1 at the server, 2 received, 3 read, 4 played, -1 failed. Told as it is, in any order. */
  tick(id: string, ack: number): void {
    const message = this.account.message(id);
    message.ack = ack;
    this.tell("changed", { key: message.key, attributes: { ack } });
    this.changed();
  }

  /** Whoever wrote a message changes its text, or its caption. */
  edits(id: string, body: string): void {
    const message = this.account.message(id);
    const field = message.attributes.type === "chat" ? "body" : "caption";
    const edit = { latestEditSenderTimestampMs: Date.now(), [field]: body };
    message.attributes = { ...message.attributes, ...edit };
    this.tell("changed", { key: message.key, attributes: edit });
    this.changed();
  }

  /** Whoever wrote a message deletes it for everyone. */
  revokes(id: string): void {
    const message = this.account.message(id);
    this.tell("revoked", { key: message.key, as: this.account.revoke(message) });
    this.changed();
  }

  /** Something happened that somebody may wait for. */
  changed(): void {
    for (const watcher of this.watchers) watcher();
  }

  protected tellMessage(
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
