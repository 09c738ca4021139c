import type { DriverLog } from "../../driver.ts";
import { type FoundBrowser, findBrowser } from "./browser.ts";
import { endOrphans, labelOf } from "./browser-orphans.ts";
import { ClientLink, type LinkHandlers } from "./client-link.ts";
import type { ClientTiming } from "./ipc.ts";
import type { Profile } from "./profile.ts";
import type { StartLimiter } from "./start-limiter.ts";

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
  /** How long the library's answer to a text is waited for, in milliseconds; then nobody knows whether it went out. */
  readonly sendMs: number;
};

const startMs = 20_000;
/** A browser that says nothing for so long gives its turn to the next one. */
const turnMs = 60_000;

type HostDeps = {
  readonly connectionId: string;
  readonly profile: Profile;
  readonly options: WhatsAppWebOptions;
  readonly limiter: StartLimiter;
  readonly log: DriverLog;
  /** Of the link that is in use now; one that was given up is not heard any more. */
  readonly handlers: LinkHandlers;
};

/** Keeps the process and the browser of one client: at most one of each, and none when it has ended. */
export class ClientHost {
  readonly #deps: HostDeps;
  #link: ClientLink | null = null;
  #launching: Promise<void> = Promise.resolve();
  #givenUp = new AbortController();
  #giveTurn: () => void = () => {};

  constructor(deps: HostDeps) {
    this.#deps = deps;
  }

  get link(): ClientLink | null {
    return this.#link;
  }

  /** Resolves when the client is at work, which is after those whose turn it was before. Throws when there is no browser. */
  launch(): Promise<void> {
    this.#givenUp = new AbortController();
    this.#launching = this.#launch(this.#givenUp.signal);
    return this.#launching;
  }

  /** It has come so far that another one may begin. */
  hasBegun(): void {
    this.#giveTurn();
  }

  /** Lets the client write its session down, for at most `ms` milliseconds. */
  async close(ms: number): Promise<void> {
    this.#givenUp.abort();
    await Promise.race([this.#launching.catch(() => {}), pause(ms / 2)]);
    await this.#link?.call("stop", null, ms).catch(() => {});
  }

  /** Whatever hangs, its process and its browser end. */
  async kill(): Promise<void> {
    this.#givenUp.abort();
    this.#giveTurn();
    const link = this.#link;
    this.#link = null;
    link?.kill();
    await endOrphans(this.#deps.connectionId);
  }

  async #launch(givenUp: AbortSignal): Promise<void> {
    const { connectionId, limiter, log, options, profile } = this.#deps;
    const browser = await findBrowser(options.browser);
    const give = await limiter.turn(givenUp);
    if (give === null) return;
    this.#giveTurn = give;
    setTimeout(give, turnMs).unref();
    const orphans = await endOrphans(connectionId);
    if (orphans > 0) log.warn({ orphans }, "browsers left by a server that was killed were ended");
    await profile.prepare();
    if (givenUp.aborted) return give();
    await this.#open(browser);
  }

  async #open({ executablePath, args }: FoundBrowser): Promise<void> {
    const { connectionId, handlers, log, options, profile } = this.#deps;
    const ifInUse =
      <Args extends unknown[]>(handle: (...given: Args) => void) =>
      (...given: Args) => {
        if (link === this.#link) handle(...given);
      };
    const link: ClientLink = new ClientLink(log, options.environment, {
      ...handlers,
      onSignal: ifInUse(handlers.onSignal),
      onEvent: ifInUse(handlers.onEvent),
      onExit: ifInUse(handlers.onExit),
    });
    this.#link = link;
    const browserArgs = [...args, ...options.browserArgs, labelOf(connectionId)];
    const { timing } = options;
    await link.call(
      "start",
      { connectionId, profileRoot: profile.root, executablePath, args: browserArgs, timing },
      startMs,
    );
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
