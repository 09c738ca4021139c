import type { ConnectionStatus, DriverKind } from "@whatskovi/contract";
import type { Logger } from "../platform/logging/index.ts";
import { AppError } from "../platform/errors/app-error.ts";
import { SealError } from "../platform/secrets/index.ts";
import { BackOff } from "./back-off.ts";
import type { ConnectionLocks } from "./connection-locks.ts";
import type { ConnectionRecord } from "./connection-store.ts";
import type { ConnectorDeps } from "./connector.ts";
import { ConnectionSession } from "./connection-session.ts";
import { type DriverFactory, DriverState, type WhatsAppDriver } from "./driver.ts";

const defaultStopDeadlineMs = 8000;
const lockDeadlineMs = 15_000;

/** Final refusals: only a person can mend them, so nothing connects again by itself. */
const terminal: ReadonlySet<ConnectionStatus> = new Set(["restricted", "logged_out", "failed"]);

export type SupervisorDeps = Omit<ConnectorDeps, "databaseUrl" | "factories"> & {
  readonly locks: Pick<ConnectionLocks, "take" | "give">;
  readonly factoryOf: (kind: DriverKind) => DriverFactory | null;
  readonly log: Logger;
};

/** Keeps one number in its desired state. All it does, it does one after the other. */
export class ConnectionSupervisor {
  readonly #connectionId: string;
  readonly #deps: SupervisorDeps;
  readonly #backOff = new BackOff();
  #session: ConnectionSession | null = null;
  #holdsLock = false;
  #work: Promise<unknown> = Promise.resolve();
  #pending = 0;
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;
  /** A refusal that holds until somebody asks again. */
  #isRefused = false;

  constructor(connectionId: string, deps: SupervisorDeps) {
    this.#connectionId = connectionId;
    this.#deps = deps;
  }

  get driver(): WhatsAppDriver | null {
    return this.#session?.driver ?? null;
  }

  /** Brings the actual state to the desired one. `restart` connects anew, even what was refused or waits for its next attempt. */
  wake({ restart }: { restart: boolean }): void {
    if (restart) this.#session?.cutShort();
    this.#soon(async () => {
      if (restart) {
        this.#isRefused = false;
        this.#backOff.reset();
        this.#callOffRetry();
        await this.#endSession();
      }
      await this.#reconcile();
    });
  }

  wakeLane(): void {
    this.#session?.lane.wake();
  }

  /** Another process may serve the number from now on: nothing more is sent by this one, nor written of its state. */
  lockLost(): void {
    this.#holdsLock = false;
    this.#session?.cutShort();
    this.#soon(async () => {
      await this.#endSession();
      this.#retryIn(1000);
    });
  }

  /** Unlinks and forgets the credentials, whether it runs or not. Throws `unavailable` when another process does not let go. */
  logout(): Promise<void> {
    this.#session?.cutShort();
    return this.#enqueue(async () => {
      this.#callOffRetry();
      const record = await this.#load();
      if (record === null || record === "sealed") return;
      await this.#waitForLock();
      const session = this.#session ?? this.#createSession(record);
      this.#session = session;
      await session?.logout();
      await this.#endSession();
      await this.#writeStopped(null);
      await this.#giveLock();
    });
  }

  /** Stops for good, keeping credentials. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#callOffRetry();
    this.#session?.cutShort();
    await this.#enqueue(async () => {
      const wasRunning = this.#session !== null;
      await this.#endSession();
      if (wasRunning && this.#holdsLock) await this.#writeStopped(null).catch(() => {});
      await this.#giveLock();
    });
  }

  async isIdle(): Promise<boolean> {
    return this.#pending === 0 && (await (this.#session?.isIdle() ?? true));
  }

  /** What fails is tried again after a while. */
  #soon(work: () => Promise<void>): void {
    this.#enqueue(work).catch((error: unknown) => {
      this.#deps.log.error({ err: error }, "a number could not be brought to its desired state");
      this.#retryIn(this.#backOff.next(this.#deps.clock.now().getTime()));
    });
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#pending++;
    const done = this.#work.then(work);
    this.#work = done.catch(() => {}).finally(() => this.#pending--);
    return done;
  }

  async #reconcile(): Promise<void> {
    if (this.#isStopped) return;
    const record = await this.#load();
    if (record === "sealed") return;
    if (record === null || !record.isEnabled) return this.#switchOff(record);
    if (this.#session !== null || this.#isRefused || this.#retry !== undefined) return;
    if (await this.#takeLock()) await this.#begin(record);
  }

  async #switchOff(record: ConnectionRecord | null): Promise<void> {
    this.#callOffRetry();
    await this.#endSession();
    this.#isRefused = false;
    // Who holds the lock writes the state: perhaps a process that is gone left another one behind.
    if (record !== null && (await this.#takeLock())) await this.#writeStopped(null);
    await this.#giveLock();
  }

  /** Secrets that do not open are for a person to give anew: trying again would not open them. */
  async #load(): Promise<ConnectionRecord | null | "sealed"> {
    try {
      return await this.#deps.store.load(this.#connectionId);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      if (!this.#isRefused) {
        await this.#refuse(
          "The stored credentials cannot be opened with this ENCRYPTION_KEY. Set the key back, or enter them again.",
        );
      }
      return "sealed";
    }
  }

  async #begin(record: ConnectionRecord): Promise<void> {
    const session = this.#createSession(record);
    if (session === null) return this.#refuse(`This server does not offer connections of the kind ${record.driver}.`);
    this.#session = session;
    const failure = await session.start();
    if (failure !== null) await this.#fell(session, failure);
  }

  async #refuse(reason: string): Promise<void> {
    this.#isRefused = true;
    await this.#deps.store.writeState(this.#connectionId, DriverState.parse({ status: "failed", reason }));
  }

  #createSession(record: ConnectionRecord): ConnectionSession | null {
    const factory = this.#deps.factoryOf(record.driver);
    if (factory === null) return null;
    return new ConnectionSession(record, factory, this.#deps, (session, state) => this.#stateChanged(session, state));
  }

  #stateChanged(session: ConnectionSession, state: DriverState): void {
    if (session !== this.#session) return;
    if (state.status === "online") this.#backOff.online(this.#deps.clock.now().getTime());
    if (terminal.has(state.status)) {
      this.#isRefused = true;
      this.#soon(() => this.#endSession());
    } else if (state.status === "stopped") this.#soon(() => this.#fell(session, state.reason));
  }

  /** The session ended by itself: another one is begun after a while. */
  async #fell(session: ConnectionSession, reason: string | null): Promise<void> {
    if (session !== this.#session || this.#isStopped) return;
    await this.#endSession();
    const waitMs = this.#backOff.next(this.#deps.clock.now().getTime());
    this.#retryIn(waitMs);
    if (!this.#holdsLock) return;
    await this.#deps.store.writeState(this.#connectionId, DriverState.parse({ status: "reconnecting", reason }));
  }

  #retryIn(waitMs: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.wake({ restart: false });
    }, waitMs);
    this.#retry.unref();
  }

  #callOffRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  async #endSession(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.stop(this.#deps.stopDeadlineMs ?? defaultStopDeadlineMs);
  }

  async #takeLock(): Promise<boolean> {
    this.#holdsLock ||= await this.#deps.locks.take(this.#connectionId);
    return this.#holdsLock;
  }

  /** Another process lets go when it has seen that the number is switched off. */
  async #waitForLock(): Promise<void> {
    const until = Date.now() + lockDeadlineMs;
    while (!(await this.#takeLock())) {
      if (Date.now() > until)
        throw new AppError("unavailable", { detail: "Another process of the server still serves the number." });
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  async #giveLock(): Promise<void> {
    if (!this.#holdsLock) return;
    this.#holdsLock = false;
    await this.#deps.locks.give(this.#connectionId);
  }

  #writeStopped(reason: string | null): Promise<void> {
    return this.#deps.store.writeState(this.#connectionId, DriverState.parse({ status: "stopped", reason }));
  }
}
