import { LinkedDevice } from "./linked-device.ts";
import { Faults, type LoginFault, type SendFault } from "./faults.ts";
import { MessageLog } from "./message-log.ts";
import type { Network } from "./network.ts";
import { seconds } from "./bytes.ts";
import { answerCode, readQr, welcome, type PairingOffer } from "./pairing.ts";
import type { Person } from "./people.ts";
import { SentMessages, type SentMessage, type SentReaction } from "./sent-messages.ts";
import { node, now, SERVER } from "./stanzas.ts";
import { randomBytes } from "node:crypto";

export type ReceiptKind = "delivered" | "read" | "played";

export type PhoneBehaviour = {
  /** What customers' phones tell of each message by themselves, in this order. */
  receipts: readonly ReceiptKind[];
  receiptDelayMs: number;
  /** Whether the account lets others see that it read. */
  readReceipts: boolean;
  /** How many of the newest messages the first part of the history holds. */
  bootstrapSize: number;
  /** How many of the newest messages a newly linked device gets in all; the others only when it asks. */
  initialHistorySize: number;
  /** Whether the phone answers when a device asks for older messages. */
  answersHistoryRequests: boolean;
};

/** A company's account with its phone and linked devices: what it knows, and what can happen to its line. */
export class CompanyAccount {
  readonly network: Network;
  readonly person: Person;
  readonly devices: LinkedDevice[] = [];
  readonly log = new MessageLog();
  readonly sentMessages = new SentMessages();
  readonly faults = new Faults();
  readonly heldBack = new Set<string>();
  /** What devices asked for, as it came. */
  readonly retries: { providerId: string; count: number }[] = [];
  readonly mediaRequests: string[] = [];
  readonly placeholderRequests: string[] = [];
  readonly historyRequests: { chat: string; before: string; count: number }[] = [];
  readonly reads: { chat: string; providerIds: readonly string[]; kind: string }[] = [];
  readonly typings: { chat: string; state: string }[] = [];
  restriction: { readonly until: number; readonly type: string } | null = null;
  readonly behaviour: PhoneBehaviour = {
    receipts: ["delivered"],
    receiptDelayMs: 0,
    readReceipts: true,
    bootstrapSize: 50,
    initialHistorySize: 10_000,
    answersHistoryRequests: true,
  };
  #nextDevice = 1;

  constructor(network: Network, person: Person) {
    this.network = network;
    this.person = person;
  }

  get phone(): string {
    return this.person.phone ?? "";
  }

  get linkedDevices(): LinkedDevice[] {
    return this.devices.filter((device) => !device.isUnlinked);
  }

  get isOnline(): boolean {
    return this.linkedDevices.some((device) => device.isLive);
  }

  /** Scans the QR code that a device shows; `payload` is its content. Throws when that code is no longer shown. */
  scanQr(payload: string): LinkedDevice {
    const { ref, identity, advSecret } = readQr(payload);
    const offer = [...this.network.offers].find((each) => each.refs.includes(ref) && !each.isTaken);
    if (offer === undefined) throw new Error("no device shows this QR code (any more)");
    return this.#link(offer, identity, advSecret);
  }

  /**
   * Types the code that a device shows for this phone's number; resolves when the device is linked. Throws when no device asked,
   * when the code is wrong (it may be typed again) and when the device goes away meanwhile.
   */
  async enterPairingCode(code: string): Promise<LinkedDevice> {
    const offer = [...this.network.offers].findLast((each) => each.codeRequest?.phone === this.phone && !each.isTaken);
    if (offer === undefined) throw new Error(`no device asked for a pairing code for ${this.phone}`);
    const typed = code.replaceAll(/[^0-9A-Za-z]/gu, "").toUpperCase();
    const { promise, resolve, reject } = Promise.withResolvers<LinkedDevice>();
    await answerCode(offer, typed, {
      identity: this.person.device.identity,
      finish: (advSecret, identity) => resolve(this.#link(offer, identity, advSecret)),
      fail: reject,
    });
    return promise;
  }

  #link(offer: PairingOffer, identity: Buffer, advSecret: Buffer): LinkedDevice {
    offer.isTaken = true;
    const id = this.#nextDevice++;
    const device = new LinkedDevice(this.person, id, id, offer.registration);
    this.devices.push(device);
    welcome(offer, device, identity, advSecret);
    return device;
  }

  /** Takes every linked device off the account, as in the phone's list of linked devices. */
  unlink(): void {
    for (const device of this.linkedDevices) {
      device.isUnlinked = true;
      device.connection?.streamError("401", node("conflict", { type: "device_removed" }));
    }
  }

  /** Somebody else connects with the credentials of these devices: the stream ends with 440. */
  conflict(): void {
    for (const device of this.linkedDevices)
      device.connection?.streamError("440", node("conflict", { type: "replaced" }));
  }

  /** Ends the streams with a code: 503 (the server goes away), 515 (come back at once), … */
  streamError(code: string): void {
    for (const device of this.linkedDevices) device.connection?.streamError(code);
  }

  /** Refuses these devices while they are connected: 402, 403, 406 (restricted, banned, …). */
  failure(reason: string): void {
    for (const device of this.linkedDevices) device.connection?.endWith(node("failure", { reason, location: "fake" }));
  }

  /** Tells that the account is not multi-device (411). */
  multideviceMismatch(): void {
    const word = node("ib", {}, [node("downgrade_webclient", {})]);
    for (const device of this.linkedDevices) device.connection?.endWith(word);
  }

  /** Breaks the line without a word. */
  drop(): void {
    for (const device of this.linkedDevices) device.connection?.drop();
  }

  /** The socket stays open, and nothing is answered any more, until the device connects anew. */
  freeze(): void {
    for (const { connection } of this.linkedDevices) if (connection) connection.isFrozen = true;
  }

  /** What goes wrong with the next sends. */
  fail(fault: SendFault, times = 1): void {
    this.faults.addSend(fault, times);
  }

  failLogins(fault: LoginFault, times = 1): void {
    this.faults.addLogin(fault, times);
  }

  behave(change: Partial<PhoneBehaviour>): PhoneBehaviour {
    return Object.assign(this.behaviour, change);
  }

  /** WhatsApp forbids the account to begin conversations until then (milliseconds since 1970); null lifts it. */
  restrict(until: number | null, type = "BIZ_QUALITY"): void {
    this.restriction = until === null ? null : { until, type };
    const payload =
      until === null
        ? { is_active: false }
        : { is_active: true, time_enforcement_ends: String(seconds(until)), enforcement_type: type };
    const body = Buffer.from(JSON.stringify({ data: { xwa2_notify_account_reachout_timelock: payload } }));
    const id = randomBytes(8).toString("hex");
    const update = node("update", { op_name: "NotificationUserReachoutTimelockUpdate" }, body);
    for (const device of this.linkedDevices)
      device.deliver(node("notification", { type: "mex", id, from: SERVER, t: now() }, [update]));
  }

  /** What customers have received, opened, each message once. */
  sent(): SentMessage[] {
    return this.sentMessages.all();
  }

  sentReactions(): readonly SentReaction[] {
    return this.sentMessages.reactions;
  }

  /** Messages that no device has confirmed yet. */
  unconfirmed(): string[] {
    return [...new Set(this.linkedDevices.flatMap((device) => device.pending))];
  }

  /** Messages that a device refused for good: it could not open them and will not get them again. */
  refused(): string[] {
    return [...new Set(this.devices.flatMap((device) => [...device.refused]))];
  }

  noteRead(to: string, providerIds: readonly string[], kind: string): void {
    this.reads.push({ chat: to, providerIds, kind });
  }
}
