import type { Browser, Page } from "puppeteer-core";
import whatsappWeb, { type Client } from "whatsapp-web.js";
import type { ClientSettings, FromClient, Signal } from "../ipc.ts";
import { widOf } from "../wids.ts";
import { orNull, textOf } from "./client-error.ts";
import { tellEvents } from "./client-events.ts";
import {
  announceSynced,
  askBeforeHandover,
  lookAtPage,
  mendKeys,
  ownWids,
  passFilesInPieces,
  type PageLook,
  refreshQr,
  watchTyping,
  tellWhateverCame,
} from "./page.ts";
import { People } from "./people.ts";
import { TakeUp } from "./take-up.ts";

export type Report = (message: FromClient) => void;
export type Handover = (sendId: string, key: string) => Promise<boolean>;

/** States of the page that tell nothing yet. */
const silentStates = new Set([null, "OPENING", "UNLAUNCHED", "PAIRING"]);
/** Looks between two requests for a new QR code. */
const qrAgainAfterLooks = 5;

/**
 * The library's client at work, with what it lacks: it sees states before `ready`, mends the page, calls `ready` when the library
 * missed it, renews QR codes, and notices a dead browser, page or renderer.
 */
export class ClientSession {
  readonly client: Client;
  readonly people: People;
  isEnding = false;
  readonly #settings: ClientSettings;
  readonly #report: Report;
  readonly #handover: Handover;
  readonly #takeUp = new TakeUp();
  #isReady = false;
  #hasPairingCode = false;
  #isAttached = false;
  #hasFallen = false;
  #state: string | null = null;
  #percent: number | null = null;
  #toldAt = Date.now();
  #qrAt = Date.now();
  #qrAskedAt = 0;
  #syncedAt: number | null = null;
  #failedLooks = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: ClientSettings, report: Report, handover: Handover) {
    this.#settings = settings;
    this.#report = report;
    this.#handover = handover;
    this.client = new whatsappWeb.Client({
      authStrategy: this.#profile(),
      webVersionCache: { type: "none" },
      authTimeoutMs: settings.timing.stuckAfterMs,
      puppeteer: {
        headless: true,
        executablePath: settings.executablePath,
        args: [...settings.args],
        // Signals are the server's affair: it ends the browser in peace.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      },
    });
    this.people = new People(this.client);
    this.#listen();
    tellEvents(this);
  }

  get page(): Page {
    if (this.client.pupPage === undefined || this.client.pupPage === null) throw new Error("the page is not open");
    return this.client.pupPage as unknown as Page;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Resolves when the page is loaded; signals tell the rest. */
  async start(): Promise<void> {
    this.#lookIn(this.#settings.timing.lookEveryMs);
    try {
      await this.client.initialize();
    } catch (thrown) {
      const text = textOf(thrown);
      if (text === "auth timeout")
        this.fall("WhatsApp Web did not load in time. Check this machine's internet connection.", "TIMEOUT");
      else if (/net::ERR_/.test(text))
        this.fall(`WhatsApp Web could not be reached (${text.split(" at ")[0]}).`, "NETWORK");
      else this.fall(`The browser did not start: ${text.split("\n")[0]}`, "START");
    }
  }

  signal(signal: Signal): void {
    if (!this.isEnding || signal.name === "fell") this.#report({ type: "signal", signal });
  }

  tell(event: Extract<FromClient, { type: "event" }>["event"]): void {
    this.#report({ type: "event", event });
  }

  /** It cannot go on. Said once. */
  fall(reason: string, code: string | null): void {
    if (this.isEnding || this.#hasFallen) return;
    this.#hasFallen = true;
    clearTimeout(this.#timer);
    this.signal({ name: "fell", reason, code });
  }

  /** Something of the library's went wrong where nobody waited for it: whether that matters, a look shows. */
  suspect(thrown: unknown): void {
    if (this.isEnding) return;
    this.signal({ name: "note", text: "the library left a failure unhandled", detail: textOf(thrown).slice(0, 500) });
    const browser = this.client.pupBrowser as Browser | null | undefined;
    if (browser && !browser.connected) this.fall("The browser of this connection has ended.", "BROWSER");
    else this.#lookIn(0);
  }

  async look(): Promise<PageLook> {
    return this.page.evaluate(lookAtPage);
  }

  async requestPairingCode(digits: string): Promise<string> {
    this.#hasPairingCode = true;
    try {
      return await this.client.requestPairingCode(digits);
    } catch (thrown) {
      this.#hasPairingCode = false;
      throw thrown;
    }
  }

  /** Ends the browser, in peace if it lets itself. */
  async end(ms: number): Promise<void> {
    this.isEnding = true;
    clearTimeout(this.#timer);
    await orNull(this.client.destroy(), ms);
    this.killBrowser();
  }

  killBrowser(): void {
    const browser = (this.client.pupBrowser as Browser | null | undefined)?.process();
    if (browser?.pid === undefined) return;
    for (const pid of [-browser.pid, browser.pid]) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended already.
      }
    }
  }

  /** The library deletes the profile while the browser writes to it; the driver does so when the browser is gone. */
  #profile(): whatsappWeb.LocalAuth {
    const profile = new whatsappWeb.LocalAuth({ dataPath: this.#settings.profileRoot });
    const attach = () => this.#attach();
    return Object.assign(profile, { logout: async () => {}, afterBrowserInitialized: attach });
  }

  async #attach(): Promise<void> {
    if (this.#isAttached) return;
    this.#isAttached = true;
    const browser = this.client.pupBrowser as unknown as Browser;
    browser.on("disconnected", () => this.fall("The browser of this connection has ended.", "BROWSER"));
    this.page.on("error", () => this.fall("The page of WhatsApp Web has crashed.", "CRASH"));
    this.page.on("close", () => this.fall("The page of WhatsApp Web was closed.", "CLOSED"));
    this.page.on("framenavigated", (frame) => {
      if (frame === this.page.mainFrame()) this.#left();
    });
    await this.page.exposeFunction("whatskoviHandover", this.#handover);
    await this.page.exposeFunction("whatskoviTyping", (chat: string) => void this.#types(chat));
  }

  #listen(): void {
    const { client } = this;
    client.on("qr", (text) => {
      this.#qrAt = this.#toldAt = Date.now();
      if (!this.#hasPairingCode) this.signal({ name: "qr", text });
    });
    client.on("code", (text) => {
      this.#toldAt = Date.now();
      this.signal({ name: "code", text });
    });
    client.on("loading_screen", (percent) => this.#progress(Number(percent)));
    client.on("auth_failure", (text) => this.fall(`WhatsApp Web refused the stored session: ${text}`, "AUTH"));
    client.on("authenticated", () => this.#takeUp.begun());
    client.on("ready", () => {
      if (this.#takeUp.ended()) void this.#becomeReady();
    });
    client.on("change_state", (state) => this.#changeState(state));
    client.on("disconnected", (reason) => {
      if (String(reason) === "LOGOUT") this.signal({ name: "unlinked" });
      else this.#changeState(String(reason));
    });
  }

  async #becomeReady(): Promise<void> {
    if (this.#isReady || this.isEnding) return;
    let wids: string[];
    try {
      await this.page.evaluate(mendKeys);
      await this.page.evaluate(tellWhateverCame);
      await this.page.evaluate(passFilesInPieces);
      await this.page.evaluate(askBeforeHandover);
      await this.page.evaluate(watchTyping);
      wids = (await this.page.evaluate(ownWids)).map(widOf).filter((wid) => wid !== null);
    } catch (thrown) {
      this.fall(`This version of WhatsApp Web is not known yet: ${textOf(thrown).split("\n")[0]}`, "UNKNOWN_VERSION");
      return;
    }
    this.#isReady = true;
    this.#hasPairingCode = false;
    this.#state = "CONNECTED";
    this.people.forget();
    this.signal({ name: "ready", wids });
    this.#lookIn(this.#settings.timing.probeEveryMs);
  }

  async #types(chat: string): Promise<void> {
    const [person] = await this.people.describe([chat]);
    if (person !== undefined && !chat.endsWith("@g.us")) this.#report({ type: "typing", person });
  }

  /** The page was loaded anew, by itself or by a logout: the library puts itself in again. */
  #left(): void {
    this.#syncedAt = null;
    this.#takeUp.forget();
    this.#toldAt = Date.now();
    if (!this.#isReady) return;
    this.#isReady = false;
    this.signal({ name: "left" });
    this.#lookIn(this.#settings.timing.lookEveryMs);
  }

  #changeState(state: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#toldAt = Date.now();
    this.signal({ name: "state", state, isReady: this.#isReady });
  }

  #progress(percent: number | null): void {
    if (percent === this.#percent || this.#isReady) return;
    this.#percent = percent;
    this.#toldAt = Date.now();
    this.signal({ name: "progress", percent });
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    if (this.isEnding || this.#hasFallen) return;
    this.#timer = setTimeout(() => void this.#lookNow(), ms);
  }

  async #lookNow(): Promise<void> {
    const { lookDeadlineMs, lookEveryMs, probeEveryMs } = this.#settings.timing;
    let isLate = true;
    const look = await orNull(
      (async () => this.look())().finally(() => {
        isLate = false;
      }),
      lookDeadlineMs,
    );
    if (this.isEnding || this.#hasFallen) return;
    if (look !== null) await this.#see(look);
    else if (isLate) this.fall("The page of WhatsApp Web does not answer.", "HANGS");
    else if (++this.#failedLooks > 3 && this.#isReady) this.fall("The page of WhatsApp Web cannot be read.", "HANGS");
    if (look !== null) this.#failedLooks = 0;
    this.#fallIfStuck();
    this.#lookIn(this.#isReady ? probeEveryMs : lookEveryMs);
  }

  async #see(look: PageLook): Promise<void> {
    if (look.state !== null) this.#changeState(look.state);
    if (this.#isReady) {
      if (!look.hasLibrary) this.#left();
      return;
    }
    if (look.state === "CONNECTED" && !look.hasSynced) this.#progress(look.percent);
    await this.#readyAtLast(look);
    await this.#renewQr(look);
  }

  async #readyAtLast({ hasSynced }: PageLook): Promise<void> {
    this.#syncedAt = hasSynced ? (this.#syncedAt ?? Date.now()) : null;
    if (this.#syncedAt === null || this.#takeUp.isUnderWay) return;
    if (Date.now() - this.#syncedAt < this.#settings.timing.readyGraceMs) return;
    this.#syncedAt = Date.now();
    this.signal({ name: "note", text: "the library missed that the page has synced; told it", detail: null });
    await orNull(this.page.evaluate(announceSynced), this.#settings.timing.lookDeadlineMs);
  }

  async #renewQr({ state }: PageLook): Promise<void> {
    if (this.#hasPairingCode || (state !== "UNPAIRED" && state !== "UNPAIRED_IDLE")) return;
    const now = Date.now();
    const isStale = state === "UNPAIRED_IDLE" || now - this.#qrAt >= this.#settings.timing.qrLifeMs;
    if (!isStale || now - this.#qrAskedAt < qrAgainAfterLooks * this.#settings.timing.lookEveryMs) return;
    this.#qrAskedAt = now;
    await orNull(this.page.evaluate(refreshQr), this.#settings.timing.lookDeadlineMs);
  }

  #fallIfStuck(): void {
    if (this.#isReady) return;
    const { stuckAfterMs, qrLifeMs } = this.#settings.timing;
    const now = Date.now();
    const isUnpaired = this.#state === "UNPAIRED" || this.#state === "UNPAIRED_IDLE";
    const isSilent = silentStates.has(this.#state) && now - this.#toldAt >= stuckAfterMs;
    if (isSilent || this.#takeUp.isUnderWaySince(stuckAfterMs))
      this.fall("WhatsApp Web does not get any further.", "STUCK");
    else if (isUnpaired && !this.#hasPairingCode && now - this.#qrAt >= Math.max(stuckAfterMs, 3 * qrLifeMs))
      this.fall("WhatsApp Web shows no QR code.", "STUCK");
  }
}
