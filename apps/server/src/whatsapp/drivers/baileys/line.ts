import type {
  BaileysEventMap,
  BinaryNode,
  GroupMetadata,
  UserFacingSocketConfig,
  WASocket,
  proto,
} from "@whiskeysockets/baileys";
import { DriverError, type DriverLog } from "../../driver.ts";
import { withDeadline } from "../../with-deadline.ts";
import { BoundedCache } from "./bounded-cache.ts";
import type { Credentials } from "./credentials.ts";
import { withForgivingLids } from "./forgiving-lids.ts";
import { isNobody } from "./jids.ts";
import type { Library } from "./library.ts";
import { MessageTurns } from "./message-turns.ts";
import type { LibraryLogger } from "./quiet-logger.ts";
import type { ReceivedJournal } from "./received-journal.ts";

const minute = 60_000;
const flushMs = 100;
const quietMs = 150;
const fullHistory = 2;
/** How long a message that hangs holds the next ones. */
const patienceMs = 5000;

/** Caches that outlive one line: how often a message was asked for again must not start anew with each. */
export type LineCaches = {
  readonly retries: BoundedCache;
  readonly devices: BoundedCache;
  readonly resends: BoundedCache;
};
export const lineCaches = (): LineCaches => ({
  retries: new BoundedCache(500, 60 * minute),
  devices: new BoundedCache(500, 5 * minute),
  resends: new BoundedCache(500, 60 * minute),
});

export type LineDeps = {
  readonly library: Library;
  readonly credentials: Credentials;
  readonly journal: ReceivedJournal;
  readonly caches: LineCaches;
  readonly logger: LibraryLogger;
  readonly log: DriverLog;
  readonly webSocketUrl: string | undefined;
  readonly findSent: (id: string) => Promise<proto.IMessage | undefined>;
  readonly cachedGroup: (jid: string) => GroupMetadata | undefined;
  readonly onEvents: (events: Partial<BaileysEventMap>) => void;
  readonly onAcknowledged: (attrs: Readonly<Record<string, string>>) => void;
  /** Once, at the end, unless it was closed from here. */
  readonly onEnded: (error: unknown) => void;
};

/** One connection of the library's to WhatsApp, from opening to its end. */
export class Line {
  readonly socket: WASocket;
  readonly #deps: LineDeps;
  readonly #ended = Promise.withResolvers<void>();
  readonly #opened = Promise.withResolvers<void>();
  readonly #offlineCame = Promise.withResolvers<void>();
  /** Messages that waited while we were away and are not decrypted yet. */
  readonly #waiting = new Set<string>();
  readonly #turns: MessageTurns;
  #lastTouched = 0;
  #flush: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #isSavePending = false;
  #isClosing = false;
  isOpen = false;
  /** Whether WhatsApp waits for a phone to link this device. */
  asksToPair = false;

  constructor(deps: LineDeps) {
    this.#deps = deps;
    this.#opened.promise.catch(() => {});
    this.socket = deps.library.makeWASocket(this.#options());
    this.#turns = new MessageTurns(this.socket.ws, deps.log, patienceMs);
    deps.journal.onDecrypting = () => this.socket.ev.flush();
    deps.journal.onDecrypted = ({ attrs }) => this.#decrypted(attrs["id"]);
    this.socket.ws.on("frame", (frame: BinaryNode | Uint8Array) => this.#frame(frame));
    this.socket.ws.on("CB:ack,class:message", ({ attrs }: BinaryNode) => deps.onAcknowledged(attrs));
    this.socket.ev.process((events) => this.#events(events));
  }

  /** Resolves once logged in; rejects when it ends before. */
  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Resolves when all that waited while we were away has come and is decrypted. */
  async offlineDone(deadlineMs: number): Promise<void> {
    const late = () => new DriverError("not_connected", "WhatsApp has not sent all that waited.");
    const until = Date.now() + deadlineMs;
    await withDeadline(Promise.race([this.#offlineCame.promise, this.#ended.promise]), deadlineMs, late);
    while (this.#waiting.size > 0 || Date.now() - this.#lastTouched < quietMs) {
      if (!this.isOpen || Date.now() > until) throw late();
      await new Promise((resolve) => setTimeout(resolve, quietMs / 3));
    }
    this.socket.ev.flush();
    if (!this.isOpen) throw late();
  }

  /** Resolves when the credentials are stored as they are now. */
  get saved(): Promise<void> {
    return this.#saving;
  }

  /** Ends it, keeping the credentials; nothing more is told of it. */
  async close(deadlineMs: number): Promise<void> {
    this.#isClosing = true;
    this.#end();
    const closed = Promise.allSettled([this.socket.end(undefined), this.#saving]);
    await withDeadline(closed, deadlineMs, () => new Error("the line did not close in time")).catch(
      (error: unknown) => {
        this.#deps.log.warn({ err: error }, "a connection to WhatsApp was left to close by itself");
      },
    );
  }

  #options(): UserFacingSocketConfig {
    const { library, credentials, journal, caches, logger, log, webSocketUrl, findSent, cachedGroup } = this.#deps;
    return {
      ...(webSocketUrl === undefined ? {} : { waWebSocketUrl: webSocketUrl }),
      auth: {
        creds: credentials.creds,
        keys: library.makeCacheableSignalKeyStore(credentials.keys, logger, keyCache()),
      },
      logger,
      browser: library.Browsers.ubuntu("Chrome"),
      markOnlineOnConnect: false,
      syncFullHistory: false,
      shouldSyncHistoryMessage: ({ syncType }: proto.Message.IHistorySyncNotification) => syncType !== fullHistory,
      shouldIgnoreJid: isNobody,
      emitOwnEvents: false,
      msgRetryCounterCache: caches.retries,
      userDevicesCache: caches.devices,
      placeholderResendCache: caches.resends,
      callOfferCache: new BoundedCache(50, 5 * minute),
      getMessage: ({ id }: { id?: string | null }) => findSent(id ?? ""),
      cachedGroupMetadata: async (jid: string) => cachedGroup(jid),
      makeSignalRepository: (...given) => withForgivingLids(journal.makeRepository(...given), log),
    };
  }

  #frame(frame: BinaryNode | Uint8Array): void {
    if (frame instanceof Uint8Array) return;
    this.#flush ??= setTimeout(() => this.#flushNow(), flushMs);
    if (frame.tag !== "message") return;
    this.#deps.journal.saw(frame);
    const { id, offline, from } = frame.attrs;
    if (id === undefined || offline === undefined || isNobody(from ?? "")) return;
    const isEncrypted = Array.isArray(frame.content) && frame.content.some(({ tag }) => tag === "enc");
    if (!isEncrypted) return;
    this.#waiting.add(id);
    this.#turns.waits(id);
  }

  #decrypted(id: string | undefined): void {
    this.#waiting.delete(id ?? "");
    this.#turns.decrypted(id ?? "");
    this.#lastTouched = Date.now();
    this.#flush ??= setTimeout(() => this.#flushNow(), flushMs);
  }

  /**
   * The library gathers events and makes one of several: of a message and its edit in one bundle nothing but the edit is left,
   * of a message and its deletion nothing at all. So bundles are let go before the next message, and soon after each.
   */
  #flushNow(): void {
    this.#flush = undefined;
    this.socket.ev.flush();
  }

  #events(events: Partial<BaileysEventMap>): void {
    if (events["creds.update"] !== undefined) this.#save();
    const connection = events["connection.update"];
    if (connection?.qr !== undefined) this.asksToPair = true;
    if (connection?.isNewLogin === true) this.asksToPair = false;
    if (connection?.connection === "open") {
      this.isOpen = true;
      this.#opened.resolve();
    }
    if (connection?.receivedPendingNotifications === true) this.#offlineCame.resolve();
    if (!this.#isClosing || connection === undefined) this.#deps.onEvents(events);
    if (connection?.connection !== "close") return;
    const isExpected = this.#isClosing;
    this.#end();
    if (!isExpected) this.#deps.onEnded(connection.lastDisconnect?.error);
  }

  #end(): void {
    this.isOpen = false;
    this.#turns.end();
    clearTimeout(this.#flush);
    this.#flush = undefined;
    this.#opened.reject(new DriverError("not_connected", "The connection ended before it was open."));
    this.#ended.resolve();
  }

  /** One write after the other; changes that come meanwhile go with the next. */
  #save(): void {
    if (this.#isSavePending) return;
    this.#isSavePending = true;
    this.#saving = this.#saving.then(async () => {
      this.#isSavePending = false;
      for (let attempt = 0; ; attempt++) {
        try {
          return await this.#deps.credentials.save();
        } catch (error) {
          this.#deps.log.error({ err: error }, "the credentials could not be stored");
          if (attempt >= 20) return;
          await new Promise((resolve) => setTimeout(resolve, Math.min(5000, 100 * 2 ** attempt)));
        }
      }
    });
  }
}

/** New pre-keys come by the hundred and are read once; what is in the journal is read from nowhere else. */
const keyCache = () => new BoundedCache(500, 5 * minute, (key) => !/^(pre-key|received)\./.test(key));
