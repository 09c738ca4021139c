import { driverCapabilities } from "@whatskovi/contract";
import type { BaileysEventMap, WASocket } from "@whiskeysockets/baileys";
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
import { Credentials } from "./credentials.ts";
import { disconnectOf } from "./disconnects.ts";
import { openInboundMedia, type OpenedMedia } from "./inbound-media.ts";
import { parseJid } from "./jids.ts";
import { loadLibrary } from "./library.ts";
import { quietConsole } from "./quiet-console.ts";
import { Session } from "./session.ts";

export type DriverOptions = {
  /** Where WhatsApp's socket is; only a stand-in's is given. */
  readonly webSocketUrl: string | undefined;
  /** Milliseconds that WhatsApp has to acknowledge a message. */
  readonly acknowledgeMs: number;
  /** Milliseconds that WhatsApp has, after connecting, to send what waited. */
  readonly offlineMs: number;
  /** Milliseconds that the phone has to send again what could not be decrypted. */
  readonly resendMs: number;
  /** Milliseconds that the phone has to upload an expired file again. */
  readonly reuploadMs: number;
};

const downloadMs = 30_000;
const firstSyncMs = 10_000;
const lastEventsMs = 5000;
const logoutMs = 12_000;
const queryMs = 20_000;

/**
 * A phone linked as another device, by the library Baileys. It connects once: what ends the connection is told as a state, and
 * the supervisor begins anew. See docs/adr/0021-baileys-optional.md.
 */
export class BaileysDriver implements WhatsAppDriver {
  readonly kind = "baileys";
  readonly capabilities = driverCapabilities.baileys;
  readonly maxConcurrentSends = 4;
  readonly #context: DriverContext;
  readonly #options: DriverOptions;
  #session: Session | null = null;
  #starting: Promise<void> | null = null;
  #releaseConsole: () => void = () => {};
  #pairingCode: string | null = null;
  #isSyncing = false;
  /** Of a first time: what is still to come before it counts as synced. */
  readonly #awaited = new Set<"offline" | "history">();
  #firstSync: NodeJS.Timeout | undefined;

  constructor(context: DriverContext, options: DriverOptions) {
    this.#context = context;
    this.#options = options;
  }

  start(): Promise<void> {
    if (this.#session !== null) return Promise.resolve();
    this.#starting ??= this.#open().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  async stop(deadlineMs: number): Promise<void> {
    const until = Date.now() + deadlineMs;
    await this.#starting?.catch(() => {});
    await this.#leave(Math.max(0, until - Date.now()));
    this.#context.setState({ status: "stopped" });
  }

  /** Tells WhatsApp, connecting for it where need be; the credentials are forgotten whatever it answers. */
  async logout(): Promise<void> {
    const credentials = await Credentials.load(this.#context.memory, await this.#library());
    if (credentials.isLinked) {
      await withDeadline(this.#unlink(), logoutMs, () => new Error("no answer in time")).catch((error: unknown) => {
        this.#context.log.warn({ err: error }, "WhatsApp could not be told; unlink the device on the phone as well");
      });
    }
    await this.#leave(2000);
    await credentials.wipe();
    this.#context.setState({ status: "logged_out" });
  }

  async requestPairingCode(phoneNumber: string): Promise<string> {
    const line = this.#session?.line;
    if (line === undefined || line.isOpen || !line.asksToPair) {
      throw new DriverError("not_connected", "It does not ask to be paired now. Connect it first.");
    }
    const asked = line.socket.requestPairingCode(phoneNumber.replace(/\D/g, ""));
    this.#pairingCode = await withDeadline(asked, queryMs, late).catch((error: unknown) => {
      throw error instanceof DriverError ? error : new DriverError("not_connected", late().message, { cause: error });
    });
    this.#context.setState({ status: "pairing", pairingCode: this.#pairingCode });
    return this.#pairingCode;
  }

  /** A line that died without a word still looks open: only an answer tells. */
  async probe(timeoutMs: number): Promise<boolean> {
    const line = this.#session?.line;
    if (line === undefined || !line.isOpen) return false;
    const ping = {
      tag: "iq",
      attrs: { to: "s.whatsapp.net", type: "get", xmlns: "w:p" },
      content: [{ tag: "ping", attrs: {} }],
    };
    try {
      return (await withDeadline(line.socket.query(ping, timeoutMs), timeoutMs, late)) !== undefined;
    } catch {
      return false;
    }
  }

  async send(command: SendCommand): Promise<SendReceipt> {
    try {
      return await this.#must().outgoing.send(command);
    } catch (error) {
      if (error instanceof DriverError && error.providerCode === "463") this.#tellOnline();
      throw error;
    }
  }

  async reconcile(messageId: string): Promise<Reconciliation> {
    return this.#must().outgoing.reconcile(messageId);
  }

  async edit(message: MessageRef, body: string): Promise<void> {
    await this.#must().outgoing.edit(message, body);
  }

  async revoke(message: MessageRef): Promise<void> {
    await this.#must().outgoing.revoke(message);
  }

  async react(message: MessageRef, emoji: string | null): Promise<void> {
    await this.#must().outgoing.react(message, emoji);
  }

  async markRead(messages: readonly MessageRef[]): Promise<void> {
    await this.#must().outgoing.markRead(messages);
  }

  async setTyping(chat: readonly Identity[]): Promise<void> {
    await this.#must().outgoing.setTyping(chat);
  }

  async checkNumber(phoneNumber: string): Promise<NumberCheck> {
    return this.#must().outgoing.checkNumber(phoneNumber);
  }

  /**
   * WhatsApp keeps what was sent to us while we were away and sends it by itself after connecting: this waits for the end of
   * it. What could not be decrypted is asked of the phone once more; conversations where that did not help are told.
   */
  async catchUp(_since: Date): Promise<CatchUpResult> {
    return this.#must().catchUp(this.#options.offlineMs, this.#options.resendMs);
  }

  async openMedia(media: MediaRef): Promise<OpenedMedia> {
    const line = this.#session?.line;
    return openInboundMedia(
      {
        library: await this.#library(),
        socket: line?.isOpen === true ? line.socket : null,
        trustsAnyHost: this.#options.webSocketUrl !== undefined,
        downloadDeadlineMs: downloadMs,
        reuploadDeadlineMs: this.#options.reuploadMs,
      },
      media,
    );
  }

  #must(): Session {
    if (this.#session === null || !this.#session.line.isOpen) {
      throw new DriverError("not_connected", "The number is not connected.");
    }
    return this.#session;
  }

  async #library() {
    return loadLibrary().catch((error: unknown) => {
      throw new DriverError("unsupported", "The package Baileys is not installed.", { cause: error });
    });
  }

  async #open(): Promise<void> {
    this.#context.setState({ status: "starting" });
    const library = await this.#library();
    this.#releaseConsole = quietConsole();
    const session: Session = await Session.open(
      {
        context: this.#context,
        library,
        webSocketUrl: this.#options.webSocketUrl,
        acknowledgeMs: this.#options.acknowledgeMs,
      },
      {
        onConnection: (update) => this.#connectionChanged(session, update),
        onHistory: (progress) => this.#historyCame(progress),
        onEnded: (error) => void this.#ended(session, error),
      },
    ).catch((error: unknown) => {
      this.#releaseConsole();
      throw error;
    });
    this.#session = session;
  }

  #connectionChanged(session: Session, update: BaileysEventMap["connection.update"]): void {
    if (this.#session !== session) return;
    const { qr, isNewLogin, connection, receivedPendingNotifications, reachoutTimeLock } = update;
    if (connection === "connecting") for (const part of ["offline", "history"] as const) this.#awaited.add(part);
    if (qr !== undefined) this.#askToPair(qr);
    if (isNewLogin === true) this.#context.setState({ status: "syncing", phoneNumber: phoneOf(session.line.socket) });
    if (connection === "open") this.#opened(session);
    if (receivedPendingNotifications === true) this.#arrived("offline");
    if (reachoutTimeLock !== undefined) {
      session.timeLocked(reachoutTimeLock);
      this.#tellOnline();
    }
  }

  #askToPair(qrCode: string): void {
    const shown = this.#pairingCode === null ? { qrCode } : { pairingCode: this.#pairingCode };
    this.#context.setState({ status: "pairing", ...shown });
  }

  /** After pairing the phone sends names and recent messages first. */
  #opened(session: Session): void {
    this.#pairingCode = null;
    if (!session.isFirstTime) return this.#tellOnline();
    this.#isSyncing = true;
    this.#context.setState({ status: "syncing", phoneNumber: phoneOf(session.line.socket), progress: 0 });
    this.#firstSync = setTimeout(() => this.#synced(), firstSyncMs);
    if (this.#awaited.size === 0) this.#synced();
  }

  #historyCame(progress: number | null): void {
    const session = this.#session;
    if (this.#isSyncing && session !== null && progress !== null) {
      const shown = Math.min(100, Math.max(0, progress));
      this.#context.setState({ status: "syncing", phoneNumber: phoneOf(session.line.socket), progress: shown });
    }
    this.#arrived("history");
  }

  #arrived(part: "offline" | "history"): void {
    this.#awaited.delete(part);
    if (this.#isSyncing && this.#awaited.size === 0) this.#synced();
  }

  #synced(): void {
    clearTimeout(this.#firstSync);
    this.#isSyncing = false;
    this.#tellOnline();
  }

  #tellOnline(): void {
    const session = this.#session;
    if (session === null || !session.line.isOpen || this.#isSyncing) return;
    this.#context.setState({ status: "online", phoneNumber: phoneOf(session.line.socket), ...session.restriction });
  }

  /** WhatsApp, or the network, ended it. */
  async #ended(session: Session, error: unknown): Promise<void> {
    if (this.#session !== session) return;
    const { state, isLoggedOut } = disconnectOf(error);
    this.#context.log.info({ code: state.providerCode, status: state.status }, "the connection to WhatsApp ended");
    await this.#leave(lastEventsMs);
    if (isLoggedOut) {
      await session.credentials.wipe().catch((thrown: unknown) => {
        this.#context.log.error({ err: thrown }, "the credentials of an unlinked device could not be deleted");
      });
    }
    this.#context.setState(state);
  }

  async #unlink(): Promise<void> {
    await this.start();
    const line = this.#session?.line;
    await line?.opened;
    await line?.socket.logout();
    await line?.ended;
  }

  /** What came is handed on as far as the deadline lets; the rest is in the journal. */
  async #leave(deadlineMs: number): Promise<void> {
    const session = this.#session;
    this.#session = null;
    this.#pairingCode = null;
    this.#isSyncing = false;
    clearTimeout(this.#firstSync);
    await session?.close(deadlineMs);
    this.#releaseConsole();
  }
}

const late = () => new DriverError("not_connected", "WhatsApp did not answer in time.");

function phoneOf({ user }: WASocket): string | null {
  const digits = parseJid(user?.id)?.user;
  return digits === undefined ? null : `+${digits}`;
}
