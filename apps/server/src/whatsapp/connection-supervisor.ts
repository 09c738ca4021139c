import type { ConnectionStatus, DriverKind } from "@whatskovi/contract";
import type { Logger } from "../platform/logging/index.ts";
import { SealError } from "../platform/secrets/index.ts";
import { BackOff } from "./back-off.ts";
import type { ConnectionLocks } from "./connection-locks.ts";
import type { ConnectionRecord } from "./connection-store.ts";
import type { ConnectorDeps } from "./connector.ts";
import { ConnectionSession } from "./connection-session.ts";
import type { DriverFactory, DriverState, WhatsAppDriver } from "./driver.ts";

const defaultStopDeadlineMs = 8000;

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
    void this.#enqueue(async () => {
      if (restart) {
        this.#isRefused = false;
        this.#backOff.reset();
        clearTimeout(this.#retry);
        this.#retry = undefined;
        await this.#endSession();
      }
      await this.#reconcile();
    });
  }

  wakeLane(): void {
    this.#session?.lane.wake();
  }

  lockLost(): void {
    this.#holdsLock = false;
    void this.#enqueue(async () => {
      await this.#endSession();
      this.#retryIn(1000);
    });
  }

  /** Unlinks and forgets the credentials, whether it runs or not. */
  logout(): Promise<void> {
    return this.#enqueue(async () => {
      clearTimeout(this.#retry);
      const record = await this.#load();
      if (record === null || record === "sealed") return;
      const session = this.#session ?? this.#createSession(record);
      await session?.logout();
      await this.#endSession();
      await this.#writeStopped(null);
    });
  }

  /** Stops for good, keeping credentials. */
  stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    return this.#enqueue(async () => {
      await this.#endSession();
      await this.#giveLock();
    });
  }

  async isIdle(): Promise<boolean> {
    return this.#pending === 0 && (await (this.#session?.isIdle() ?? true));
  }

  #enqueue<Result>(work: () => Promise<Result>): Promise<Result | void> {
    this.#pending++;
    const done = this.#work.then(work).catch((error: unknown) => {
      this.#deps.log.error({ err: error }, "a number could not be brought to its desired state");
      this.#retryIn(this.#backOff.next(this.#deps.clock.now().getTime()));
    });
    this.#work = done.finally(() => this.#pending--);
    return done;
  }

  async #reconcile(): Promise<void> {
    if (this.#isStopped) return;
    const record = await this.#load();
    if (record === "sealed") return;
    if (record === null || !record.isEnabled) {
      const wasRunning = this.#session !== null;
      clearTimeout(this.#retry);
      this.#retry = undefined;
      await this.#endSession();
      if (record !== null && (wasRunning || this.#holdsLock || this.#isRefused)) await this.#writeStopped(null);
      this.#isRefused = false;
      await this.#giveLock();
      return;
    }
    if (this.#session !== null || this.#isRefused || this.#retry !== undefined) return;
    if (!this.#holdsLock && !(await this.#deps.locks.take(this.#connectionId))) return;
    this.#holdsLock = true;
    await this.#begin(record);
  }

  /** Secrets that do not open are for a person to give anew: trying again would not open them. */
  async #load(): Promise<ConnectionRecord | null | "sealed"> {
    try {
      return await this.#deps.store.load(this.#connectionId);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      if (!this.#isRefused) {
        this.#isRefused = true;
        const reason = "The stored credentials cannot be opened with this ENCRYPTION_KEY. Set the key back, or enter them again.";
        await this.#deps.store.writeState(this.#connectionId, { ...nothing, status: "failed", reason });
      }
      return "sealed";
    }
  }

  async #begin(record: ConnectionRecord): Promise<void> {
    const session = this.#createSession(record);
    if (session === null) {
      this.#isRefused = true;
      const reason = `This server does not offer connections of the kind ${record.driver}.`;
      return this.#deps.store.writeState(this.#connectionId, { ...nothing, status: "failed", reason });
    }
    this.#session = session;
    const failure = await session.start();
    if (failure !== null) await this.#fell(session, failure);
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
      void this.#enqueue(() => this.#endSession());
    } else if (state.status === "stopped") void this.#enqueue(() => this.#fell(session, state.reason));
  }

  /** The session ended by itself: another one is begun after a while. */
  async #fell(session: ConnectionSession, reason: string | null): Promise<void> {
    if (session !== this.#session || this.#isStopped) return;
    await this.#endSession();
    const waitMs = this.#backOff.next(this.#deps.clock.now().getTime());
    await this.#deps.store.writeState(this.#connectionId, { ...nothing, status: "reconnecting", reason });
    this.#retryIn(waitMs);
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

  async #endSession(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.stop(this.#deps.stopDeadlineMs ?? defaultStopDeadlineMs);
  }

  async #giveLock(): Promise<void> {
    if (!this.#holdsLock) return;
    this.#holdsLock = false;
    await this.#deps.locks.give(this.#connectionId);
  }

  #writeStopped(reason: string | null): Promise<void> {
    return this.#deps.store.writeState(this.#connectionId, { ...nothing, status: "stopped", reason });
  }
}

const nothing = { reason: null, phoneNumber: null, qrCode: null, pairingCode: null } as const;
