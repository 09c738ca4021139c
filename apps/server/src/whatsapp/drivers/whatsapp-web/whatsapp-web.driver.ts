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
import { browserMissing, type FoundBrowser, findBrowser } from "./browser.ts";
import { endOrphans, labelOf } from "./browser-orphans.ts";
import { ClientLink } from "./client-link.ts";
import { stateOfFall, stateOfPage, unlinked } from "./connection-states.ts";
import type { ClientSend, ClientTiming, PageEvent, Signal } from "./ipc.ts";
import { keyOf, providerIdOf } from "./message-keys.ts";
import { Normalizer } from "./normalize/normalize-event.ts";
import { Directory } from "./normalize/parties.ts";
import { OrderedDelivery } from "./ordered-delivery.ts";
import { outgoingOf, placeOf, putDown, recipientOf } from "./outgoing.ts";
import { Profile } from "./profile.ts";
import { SentLog } from "./sent-log.ts";
import type { StartLimiter } from "./start-limiter.ts";
import { identityOf, widsTo } from "./wids.ts";

export type WhatsAppWebOptions = {
  /** Below it each connection's profile is kept. */
  readonly dataDir: string;
  /** The browser's program; without it one is looked for. */
  readonly browser: string | undefined;
  /** More arguments for the browser. */
  readonly browserArgs: readonly string[];
  /** The environment for the client's process and its browser. */
  readonly environment: NodeJS.ProcessEnv;
  readonly timing: ClientTiming;
};

const callMs = 20_000;
const sendMs = 50_000;
const fileSendMs = 5 * 60_000;
const downloadMs = 5 * 60_000;
const catchUpMs = 2 * 60_000;
const logoutMs = 14_000;
const turnMs = 60_000;
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
  readonly #limiter: StartLimiter;
  readonly #profile: Profile;
  readonly #sent: SentLog;
  readonly #underWay = new Map<string, UnderWay>();
  #normalizer = new Normalizer();
  #delivery: OrderedDelivery;
  #link: ClientLink | null = null;
  #starting: Promise<void> | null = null;
  #givenUp = new AbortController();
  #giveTurn: () => void = () => {};
  #isReady = false;
  #isOnline = false;
  #isEnding = false;
  #ownWids: readonly string[] = [];
  #qrCode: string | null = null;
  #pairingCode: string | null = null;

  constructor(context: DriverContext, options: WhatsAppWebOptions, limiter: StartLimiter) {
    this.#context = context;
    this.#options = options;
    this.#limiter = limiter;
    this.#profile = new Profile(options.dataDir, context.connectionId);
    this.#sent = new SentLog(context.memory);
    this.#delivery = new OrderedDelivery(context);
  }

  /** The browser starts when it is its turn; what becomes of it, states tell. */
  async start(): Promise<void> {
    if (this.#starting !== null) return;
    this.#givenUp = new AbortController();
    this.#delivery = new OrderedDelivery(this.#context);
    this.#normalizer = new Normalizer();
    this.#isEnding = false;
    this.#context.setState({ status: "starting" });
    this.#starting = this.#launch(this.#givenUp.signal).catch((error: unknown) => {
      const isMissing = browserMissing(this.#options.browser) !== null;
      this.#fell(
        error instanceof Error ? error.message : "The browser did not start.",
        isMissing ? "MISSING" : "START",
      );
    });
  }

  async stop(deadlineMs: number): Promise<void> {
    await withDeadline(this.#end(deadlineMs), deadlineMs, () => new Error("late")).catch(() => this.#link?.kill());
    this.#context.setState({ status: "stopped" });
  }

  /** WhatsApp is told when the session still works; the credentials go in any case. */
  async logout(): Promise<void> {
    if (this.#starting === null && (await this.#profile.exists())) await this.#onlineToLeave();
    this.#isEnding = true;
    await this.#link?.call("logout", null, logoutMs).catch((error: unknown) => {
      this.#context.log.warn({ err: error }, "WhatsApp could not be told that this device leaves");
    });
    await this.#end(3000);
    await this.#profile.delete();
    this.#context.setState({ status: "logged_out" });
  }

  async requestPairingCode(phoneNumber: string): Promise<string> {
    if (this.#link === null || this.#isReady || this.#qrCode === null)
      throw new DriverError("not_connected", "WhatsApp Web does not ask to be paired now.");
    const code = await this.#link.call("requestPairingCode", { digits: phoneNumber.replace(/\D/g, "") }, callMs);
    this.#showCode(code);
    return code;
  }

  async probe(timeoutMs: number): Promise<boolean> {
    if (this.#link === null || !this.#isReady) return false;
    return (await this.#link.call("probe", null, timeoutMs).catch(() => null)) === "CONNECTED";
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

  async #launch(givenUp: AbortSignal): Promise<void> {
    const { connectionId, log } = this.#context;
    const browser = await findBrowser(this.#options.browser);
    await this.#sent.load(Date.now());
    const give = await this.#limiter.turn(givenUp);
    if (give === null) return;
    this.#giveTurn = give;
    setTimeout(give, turnMs).unref();
    const orphans = await endOrphans(connectionId);
    if (orphans > 0) log.warn({ orphans }, "browsers left by a server that was killed were ended");
    await this.#profile.prepare();
    if (givenUp.aborted) return give();
    await this.#open(browser);
  }

  async #open({ executablePath, args }: FoundBrowser): Promise<void> {
    const { connectionId, log } = this.#context;
    const link: ClientLink = new ClientLink({
      log,
      environment: this.#options.environment,
      onSignal: (signal) => {
        if (link === this.#link) this.#heard(signal);
      },
      onEvent: (event) => {
        if (link === this.#link) this.#happened(event);
      },
      onTyping: (person) => {
        const party = new Directory([person]).party(person.id, null);
        if (party !== null) this.#context.customerTyping(party);
      },
      onHandover: (sendId, key) => this.#mayHandOver(sendId, key),
      onExit: () => {
        if (link === this.#link) this.#fell("The browser of this connection has ended.", "BROWSER");
      },
    });
    this.#link = link;
    const browserArgs = [...args, ...this.#options.browserArgs, labelOf(connectionId)];
    const { timing } = this.#options;
    const settings = { connectionId, profileRoot: this.#profile.root, executablePath, args: browserArgs, timing };
    await link.call("start", settings, callMs);
  }

  /** Whatever hangs, its process and its browser end. */
  async #end(ms: number): Promise<void> {
    this.#isEnding = true;
    this.#givenUp.abort();
    await Promise.race([this.#starting, pause(ms / 4)]);
    const link = this.#link;
    this.#isReady = false;
    this.#isOnline = false;
    if (link !== null) await link.call("stop", null, ms / 2).catch(() => {});
    await Promise.race([this.#delivery.idle(), pause(ms / 8)]);
    this.#delivery.stop();
    this.#link = null;
    link?.kill();
    await endOrphans(this.#context.connectionId);
    this.#giveTurn();
    this.#starting = null;
    this.#forgetCodes();
  }

  async #onlineToLeave(): Promise<void> {
    await this.start();
    for (const until = Date.now() + onlineForLogoutMs; Date.now() < until && !this.#isReady; await pause(50)) {
      if (this.#isEnding || this.#qrCode !== null) return;
    }
  }

  #online(): ClientLink {
    if (this.#link === null || !this.#isReady) throw new DriverError("not_connected", "WhatsApp Web is not connected.");
    return this.#link;
  }

  async #carryOut(link: ClientLink, outgoing: ClientSend): Promise<SendReceipt> {
    const { key, recipient } = await link.call("send", outgoing, outgoing.file === null ? sendMs : fileSendMs);
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
    this.#giveTurn();
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
    const link = this.#link;
    this.#isReady = this.#isOnline = false;
    void (async () => {
      await link?.call("stop", null, 3000).catch(() => {});
      await this.#end(4000);
      await this.#profile.delete();
    })()
      .catch((error: unknown) => this.#context.log.warn({ err: error }, "an old profile is still there"))
      .finally(() => this.#context.setState(unlinked));
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
    this.#giveTurn();
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#isReady = this.#isOnline = false;
    this.#link?.kill();
    void endOrphans(this.#context.connectionId).finally(() => {
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
