import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { driverCapabilities } from "@whatskovi/contract";
import {
  type CatchUpResult,
  type DriverContext,
  DriverError,
  type Identity,
  type MediaRef,
  type MessageRef,
  type NumberCheck,
  type Reconciliation,
  type SendCommand,
  type SendReceipt,
  type WhatsAppDriver,
} from "../../driver.ts";
import { withDeadline } from "../../with-deadline.ts";
import { browserMissing } from "./browser.ts";
import { ClientHost, type WhatsAppWebOptions } from "./client-host.ts";
import type { ClientLink } from "./client-link.ts";
import { stateOfFall, stateOfPage, unlinked } from "./connection-states.ts";
import type { ClientSend, PageEvent, Person, Signal } from "./ipc.ts";
import { keyOf, providerIdOf } from "./message-keys.ts";
import { Normalizer } from "./normalize/normalize-event.ts";
import { Directory } from "./normalize/parties.ts";
import { OrderedDelivery } from "./ordered-delivery.ts";
import { outgoingOf, placeOf, putDown, recipientOf } from "./outgoing.ts";
import { Profile } from "./profile.ts";
import { SentLog } from "./sent-log.ts";
import type { StartLimiter } from "./start-limiter.ts";
import { identityOf, widsTo } from "./wids.ts";

const callMs = 20_000;
const fileSendMs = 5 * 60_000;
const downloadMs = 5 * 60_000;
const catchUpMs = 2 * 60_000;
const logoutMs = 14_000;
const onlineForLogoutMs = 12_000;

/** A message on its way to WhatsApp. */
type UnderWay = { readonly messageId: string; wasHandedOver: boolean };

/** A phone linked as another device by the real WhatsApp Web, in a browser and a process of the connection's own. */
export class WhatsAppWebDriver implements WhatsAppDriver {
  readonly kind = "whatsapp-web";
  readonly capabilities = driverCapabilities["whatsapp-web"];
  readonly maxConcurrentSends = 3;
  readonly #context: DriverContext;
  readonly #options: WhatsAppWebOptions;
  readonly #profile: Profile;
  readonly #host: ClientHost;
  readonly #sent: SentLog;
  readonly #underWay = new Map<string, UnderWay>();
  #normalizer = new Normalizer();
  #delivery: OrderedDelivery;
  #isStarted = false;
  #isReady = false;
  #isOnline = false;
  #isEnding = false;
  #ownWids: readonly string[] = [];
  #qrCode: string | null = null;
  #pairingCode: string | null = null;

  constructor(context: DriverContext, options: WhatsAppWebOptions, limiter: StartLimiter) {
    this.#context = context;
    this.#options = options;
    this.#profile = new Profile(options.dataDir, context.connectionId);
    this.#sent = new SentLog(context.memory);
    const { connectionId, log } = context;
    const handlers = {
      onSignal: (signal: Signal) => this.#heard(signal),
      onEvent: (event: PageEvent) => this.#happened(event),
      onTyping: (person: Person) => this.#types(person),
      onHandover: (sendId: string, key: string) => this.#mayHandOver(sendId, key),
      onExit: () => this.#fell("The browser of this connection has ended.", "BROWSER"),
    };
    this.#host = new ClientHost({ connectionId, profile: this.#profile, options, limiter, log, handlers });
    this.#delivery = new OrderedDelivery(context);
  }

  /** The browser starts when it is its turn; what becomes of it, states tell. */
  async start(): Promise<void> {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#delivery = new OrderedDelivery(this.#context);
    this.#normalizer = new Normalizer();
    this.#isEnding = false;
    this.#context.setState({ status: "starting" });
    this.#launch().catch((error: unknown) => {
      const isMissing = browserMissing(this.#options.browser) !== null;
      this.#fell(
        error instanceof Error ? error.message : "The browser did not start.",
        isMissing ? "MISSING" : "START",
      );
    });
  }

  async stop(deadlineMs: number): Promise<void> {
    await withDeadline(this.#end(deadlineMs), deadlineMs, () => new Error("late")).catch(() => this.#host.kill());
    this.#context.setState({ status: "stopped" });
  }

  /** WhatsApp is told when the session still works; the credentials go in any case. */
  async logout(): Promise<void> {
    if (!this.#isStarted && (await this.#profile.exists())) await this.#onlineToLeave();
    this.#isEnding = true;
    await this.#host.link?.call("logout", null, logoutMs).catch((error: unknown) => {
      this.#context.log.warn({ err: error }, "WhatsApp could not be told that this device leaves");
    });
    await this.#end(3000);
    await this.#profile.delete();
    this.#context.setState({ status: "logged_out" });
  }

  async requestPairingCode(phoneNumber: string): Promise<string> {
    const { link } = this.#host;
    if (link === null || this.#isReady || this.#qrCode === null)
      throw new DriverError("not_connected", "WhatsApp Web does not ask to be paired now.");
    const code = await link.call("requestPairingCode", { digits: phoneNumber.replace(/\D/g, "") }, callMs);
    this.#showCode(code);
    return code;
  }

  async probe(timeoutMs: number): Promise<boolean> {
    const { link } = this.#host;
    if (link === null || !this.#isReady) return false;
    return (await link.call("probe", null, timeoutMs).catch(() => null)) === "CONNECTED";
  }

  async send(command: SendCommand): Promise<SendReceipt> {
    const outgoing = outgoingOf(command);
    const link = this.#online();
    const { messageId, content } = command;
    const folder = "file" in content ? await this.#profile.fileFolder() : null;
    const underWay: UnderWay = { messageId, wasHandedOver: false };
    try {
      const file = "file" in content && folder !== null ? await putDown(content, folder) : null;
      await this.#sent.begin(messageId, outgoing.chats, Date.now());
      this.#underWay.set(outgoing.sendId, underWay);
      return await this.#carryOut(link, { ...outgoing, file });
    } catch (thrown) {
      throw asSendError(thrown, underWay);
    } finally {
      this.#underWay.delete(outgoing.sendId);
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    }
  }

  /** What was never handed over was never sent. What was, is looked for in its conversation. */
  async reconcile(messageId: string, claimedAt: Date): Promise<Reconciliation> {
    if (!this.#isReady || this.#isUnderWay(messageId)) return { outcome: "waiting" };
    const entry = this.#sent.find(messageId, claimedAt.getTime(), Date.now());
    if (entry === "unknown") return { outcome: "waiting" };
    const key = entry?.key ?? null;
    if (key === null) return { outcome: "not_sent" };
    const found = await this.#online().call("findSent", { key, chats: entry?.chats ?? [] }, callMs);
    if (found === null || found.ack === 0) return { outcome: "waiting" };
    if (found.ack < 0) return { outcome: "not_sent" };
    return { outcome: "sent", providerId: idOf(key) };
  }

  async edit(message: MessageRef, body: string): Promise<void> {
    await this.#online().call("edit", { place: placeOf(message), body }, callMs);
  }

  async revoke(message: MessageRef): Promise<void> {
    await this.#online().call("revoke", { place: placeOf(message) }, callMs);
  }

  async react(message: MessageRef, emoji: string | null): Promise<void> {
    await this.#online().call("react", { place: placeOf(message), emoji: emoji ?? "" }, callMs);
  }

  /** WhatsApp Web marks a conversation, not single messages. */
  async markRead(messages: readonly MessageRef[]): Promise<void> {
    const chats = new Map(messages.map(({ chat }) => [JSON.stringify(chat), widsTo(chat)]));
    for (const wids of chats.values()) await this.#online().call("markRead", { chats: wids }, callMs);
  }

  async setTyping(chat: readonly Identity[]): Promise<void> {
    await this.#online().call("type", { chats: widsTo(chat) }, callMs);
  }

  async checkNumber(phoneNumber: string): Promise<NumberCheck> {
    const person = await this.#online().call("checkNumber", { digits: phoneNumber.replace(/\D/g, "") }, callMs);
    const party = person === null ? null : new Directory([person]).party(person.id, null);
    return party === null ? { isOnWhatsApp: false } : { isOnWhatsApp: true, identities: party.identities };
  }

  async catchUp(since: Date): Promise<CatchUpResult> {
    const { unverified } = await this.#online().call("catchUp", { since: since.getTime() }, catchUpMs);
    const directory = new Directory(unverified);
    await this.#delivery.idle();
    return { unverified: unverified.flatMap(({ id }) => directory.party(id, null) ?? []) };
  }

  async openMedia({ reference, mimeType }: MediaRef) {
    const key = typeof reference["key"] === "string" ? reference["key"] : null;
    if (key === null) throw new DriverError("media_rejected", "The message names no file");
    const link = this.#online();
    const folder = await this.#profile.fileFolder();
    const forget = () => void rm(folder, { recursive: true, force: true }).catch(() => {});
    try {
      const file = await link.call("download", { key, folder }, downloadMs);
      const stream = createReadStream(file.path).on("close", forget);
      const bytes = Readable.toWeb(stream) as ReadableStream<Uint8Array>;
      return { stream: bytes, mimeType: file.mimeType ?? mimeType, size: file.size };
    } catch (thrown) {
      forget();
      throw thrown;
    }
  }

  /** What is known of sends comes first, for what is told by a page may be about one of them. */
  async #launch(): Promise<void> {
    const delivery = this.#delivery;
    await this.#sent.load(Date.now());
    const isStillWanted = !this.#isEnding && delivery === this.#delivery;
    if (isStillWanted) await this.#host.launch();
  }

  /** Events that have come are stored if they can be; what cannot is found again by the next catch-up. */
  async #end(ms: number): Promise<void> {
    this.#isEnding = true;
    this.#isReady = this.#isOnline = false;
    await this.#host.close(ms / 2);
    await Promise.race([this.#delivery.idle(), pause(ms / 8)]);
    this.#delivery.stop();
    await this.#host.kill();
    this.#isStarted = false;
    this.#forgetCodes();
  }

  async #onlineToLeave(): Promise<void> {
    await this.start();
    for (const until = Date.now() + onlineForLogoutMs; Date.now() < until && !this.#isReady; await pause(50)) {
      if (this.#isEnding || this.#qrCode !== null) return;
    }
  }

  #online(): ClientLink {
    const { link } = this.#host;
    if (link === null || !this.#isReady) throw new DriverError("not_connected", "WhatsApp Web is not connected.");
    return link;
  }

  async #carryOut(link: ClientLink, outgoing: ClientSend): Promise<SendReceipt> {
    const { key, recipient } = await link.call(
      "send",
      outgoing,
      outgoing.file === null ? this.#options.sendMs : fileSendMs,
    );
    return { providerId: idOf(key), ...recipientOf(recipient) };
  }

  #isUnderWay(messageId: string): boolean {
    return [...this.#underWay.values()].some((each) => each.messageId === messageId);
  }

  /** What the lane no longer waits for must not go out behind its back. */
  async #mayHandOver(sendId: string, key: string): Promise<boolean> {
    const underWay = this.#underWay.get(sendId);
    if (underWay === undefined) return false;
    await this.#sent.handOver(underWay.messageId, key);
    if (!this.#underWay.has(sendId)) return false;
    underWay.wasHandedOver = true;
    return true;
  }

  #happened(event: PageEvent): void {
    const now = Date.now();
    const sentAs = (providerId: string) => this.#sent.messageIdOf(providerId);
    const events = this.#normalizer.normalize(event, { ownWids: this.#ownWids, sentAs, now });
    const settled = events.flatMap((each) => (each.kind === "status" ? (each.messageId ?? []) : []));
    this.#delivery.add(events, () => {
      for (const messageId of settled) {
        this.#sent.settle(messageId).catch((error: unknown) => {
          this.#context.log.warn({ err: error, messageId }, "a sent message will be forgotten later");
        });
      }
    });
  }

  #heard(signal: Signal): void {
    const { setState, log } = this.#context;
    if (signal.name === "note") return log.info({ detail: signal.detail }, `WhatsApp Web: ${signal.text}`);
    this.#host.hasBegun();
    if (this.#isEnding) return;
    switch (signal.name) {
      case "qr":
        this.#qrCode = signal.text;
        this.#pairingCode = null;
        return setState({ status: "pairing", qrCode: signal.text });
      case "code":
        return this.#showCode(signal.text);
      case "progress":
        this.#forgetCodes();
        return setState({ status: "syncing", progress: percentOf(signal.percent) });
      case "state":
        return this.#pageState(signal);
      case "ready":
        return this.#becameReady(signal.wids);
      case "left":
        this.#isReady = this.#isOnline = false;
        return setState({ status: "reconnecting", reason: "WhatsApp Web loads itself anew." });
      case "unlinked":
        return this.#unlinked();
      case "fell":
        return this.#fell(signal.reason, signal.code);
    }
  }

  #becameReady(wids: readonly string[]): void {
    this.#ownWids = wids;
    this.#isReady = this.#isOnline = true;
    this.#forgetCodes();
    this.#context.setState({ status: "online", phoneNumber: this.#phoneNumber() });
  }

  #phoneNumber(): string | null {
    const phone = this.#ownWids.map(identityOf).find((identity) => identity?.kind === "PHONE");
    return phone ? `+${phone.value}` : null;
  }

  #pageState({ state, isReady }: Extract<Signal, { name: "state" }>): void {
    if (isReady && (state === "UNPAIRED" || state === "UNPAIRED_IDLE")) return this.#unlinked();
    const meaning = stateOfPage(state, isReady);
    if (meaning !== null) {
      this.#isOnline = false;
      if (meaning.status !== "reconnecting") this.#isEnding = true;
      return this.#context.setState(meaning);
    }
    if (state !== "CONNECTED") return;
    if (!isReady) return this.#context.setState({ status: "syncing" });
    if (!this.#isOnline) this.#becameReady(this.#ownWids);
  }

  /** The session is worth nothing any more: the next one begins with an empty profile. */
  #unlinked(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#isReady = this.#isOnline = false;
    void (async () => {
      await this.#end(4000);
      await this.#profile.delete();
    })()
      .catch((error: unknown) => this.#context.log.warn({ err: error }, "an old profile is still there"))
      .finally(() => this.#context.setState(unlinked));
  }

  #types(person: Person): void {
    const party = new Directory([person]).party(person.id, null);
    if (party !== null) this.#context.customerTyping(party);
  }

  #showCode(code: string): void {
    if (this.#pairingCode === code) return;
    this.#pairingCode = code;
    this.#context.setState({ status: "pairing", pairingCode: code });
  }

  #forgetCodes(): void {
    this.#qrCode = null;
    this.#pairingCode = null;
  }

  #fell(reason: string, code: string | null): void {
    this.#host.hasBegun();
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#isReady = this.#isOnline = false;
    void this.#host.kill().finally(() => {
      this.#context.setState(stateOfFall(reason, code));
    });
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

const percentOf = (percent: number | null): number | null =>
  percent === null ? null : Math.min(100, Math.max(0, percent));

function idOf(key: string): string {
  const parts = keyOf(key);
  return parts === null ? key.slice(0, 300) : providerIdOf(parts);
}

/** Whatever went wrong before WhatsApp had it, it was not sent; what went wrong afterwards tells nothing. */
function asSendError(thrown: unknown, { wasHandedOver }: UnderWay): DriverError {
  if (thrown instanceof DriverError && (thrown.kind !== "not_connected" || !wasHandedOver)) return thrown;
  const message = thrown instanceof Error ? thrown.message : "The message could not be prepared.";
  return new DriverError(wasHandedOver ? "unknown_outcome" : "transient", message, { cause: thrown });
}
