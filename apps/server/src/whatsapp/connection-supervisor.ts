import type { ConnectionStatus, DriverKind } from "@whatskovi/contract";
import type { Logger } from "../platform/logging/index.ts";
import { AppError } from "../platform/errors/app-error.ts";
import { SealError } from "../platform/secrets/index.ts";
import { BackOff } from "./back-off.ts";
import { ConnectionAbsence } from "./connection-absence.ts";
import { ConnectionAlarm } from "./connection-alarm.ts";
import type { ConnectionLocks } from "./connection-locks.ts";
import { ConnectionSession } from "./connection-session.ts";
import type { ConnectionRecord, ConnectionState } from "./connection-store.ts";
import type { ConnectorDeps } from "./connector.ts";
import { type DriverFactory, DriverState, type WhatsAppDriver } from "./driver.ts";
import { KeepTrying } from "./keep-trying.ts";
import type { StartGate } from "./start-gate.ts";
import type { SupervisionTimings } from "./supervision-timings.ts";
import { reasonOfAbsence, unavailableState, unreadableState } from "./supervised-states.ts";

const defaultStopDeadlineMs = 8000;
const lockDeadlineMs = 15_000;

/** Final refusals: only a person can mend them, so nothing connects again by itself. */
const terminal: ReadonlySet<ConnectionStatus> = new Set(["restricted", "logged_out", "failed"]);

export type SupervisorDeps = Omit<ConnectorDeps, "databaseUrl" | "factories" | "timings"> & {
  readonly locks: Pick<ConnectionLocks, "take" | "give">;
  readonly factoryOf: (kind: DriverKind) => DriverFactory | null;
  readonly gateOf: (kind: DriverKind) => StartGate;
  readonly unavailableBecause: (kind: DriverKind) => Promise<string | null>;
  readonly timings: SupervisionTimings;
  readonly log: Logger;
};

/** Keeps one number in its desired state. All it does, it does one after the other. */
export class ConnectionSupervisor {
  readonly #connectionId: string;
  readonly #deps: SupervisorDeps;
  readonly #backOff = new BackOff();
  readonly #records: KeepTrying;
  readonly #absence: ConnectionAbsence;
  readonly #alarm: ConnectionAlarm;
  #session: ConnectionSession | null = null;
  #holdsLock = false;
  #work: Promise<unknown> = Promise.resolve();
  #pending = 0;
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;
  #wasOnline = false;
  /** A refusal that holds until somebody asks again, or until it ends by itself (milliseconds since 1970). */
  #refusal: { readonly until: number | null } | null = null;

  constructor(connectionId: string, deps: SupervisorDeps) {
    this.#connectionId = connectionId;
    this.#deps = deps;
    this.#records = new KeepTrying(deps.log);
    const kept = { ...deps, connectionId, records: this.#records };
    this.#absence = new ConnectionAbsence(kept);
    this.#alarm = new ConnectionAlarm({ ...kept, lostAfterMs: deps.timings.lostAfterMs });
  }

  get driver(): WhatsAppDriver | null {
    return this.#session?.driver ?? null;
  }

  /** Whether the number surely is online now. */
  get isPresent(): boolean {
    return this.#absence.isPresent;
  }

  /** Brings the actual state to the desired one. `restart` connects anew, even what was refused or waits for its next attempt. */
  wake({ restart }: { restart: boolean }): void {
    if (restart) this.#session?.cutShort();
    else this.#session?.lane.settingsChanged();
    this.#soon(async () => {
      if (restart) {
        this.#refusal = null;
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
    this.#absence.away("crashed");
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
      session?.cutShort();
      this.#session = session;
      await session?.logout();
      await this.#switchOff(record);
    });
  }

  /** Stops for good, keeping credentials. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#callOffRetry();
    this.#session?.cutShort();
    this.#alarm.close();
    this.#absence.close();
    await this.#enqueue(async () => {
      const wasRunning = this.#session !== null;
      await this.#endSession();
      if (wasRunning && this.#holdsLock) await this.#writeStopped().catch(() => {});
      await this.#records.close();
      await this.#giveLock();
    });
  }

  async isIdle(): Promise<boolean> {
    return this.#pending === 0 && this.#records.isIdle && (await (this.#session?.isIdle() ?? true));
  }

  /** What fails is tried again after a while. */
  #soon(work: () => Promise<void>): void {
    this.#enqueue(work).catch((error: unknown) => {
      this.#deps.log.error({ err: error }, "a number could not be brought to its desired state");
      this.#retryIn(this.#backOff.next(this.#now()));
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
    await this.#endRefusal();
    if (this.#session !== null || this.#refusal !== null || this.#retry !== undefined) return;
    if (await this.#takeLock()) await this.#begin(record);
  }

  async #switchOff(record: ConnectionRecord | null): Promise<void> {
    this.#callOffRetry();
    this.#absence.away("switched_off");
    await this.#endSession();
    this.#refusal = null;
    // Who holds the lock writes the state: perhaps a process that is gone left another one behind.
    if (record !== null && (await this.#takeLock())) {
      await this.#writeStopped();
      this.#alarm.over();
    }
    await this.#giveLock();
  }

  /** Secrets that do not open are for a person to give anew: trying again would not open them. */
  async #load(): Promise<ConnectionRecord | null | "sealed"> {
    try {
      return await this.#deps.store.load(this.#connectionId);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      if (this.#refusal === null) await this.#refuse(unreadableState());
      return "sealed";
    }
  }

  async #begin(record: ConnectionRecord): Promise<void> {
    this.#wasOnline ||= record.lastOnlineAt !== null;
    this.#absence.found(record);
    const unavailable = await this.#deps.unavailableBecause(record.driver);
    const session = unavailable === null ? this.#createSession(record) : null;
    if (session === null) return this.#refuse(unavailableState(record.driver, unavailable));
    this.#session = session;
    const failure = await session.start();
    if (failure === null) return;
    if (terminal.has(failure.status)) {
      if (session === this.#session) await this.#endSession();
      await this.#refuse(failure);
    } else await this.#fell(session, failure);
  }

  #createSession(record: ConnectionRecord): ConnectionSession | null {
    const factory = this.#deps.factoryOf(record.driver);
    if (factory === null) return null;
    const deps = {
      ...this.#deps,
      gate: this.#deps.gateOf(record.driver),
      attempts: () => this.#backOff.attempts,
    };
    return new ConnectionSession(record, factory, deps, (session, state) => this.#stateChanged(session, state));
  }

  #stateChanged(session: ConnectionSession, state: DriverState): void {
    if (session !== this.#session) return;
    if (state.status === "online") return this.#cameOnline(session);
    const isSilent = state.code === "probe_failed";
    this.#absence.away(reasonOfAbsence(state), (isSilent ? session.lastAnswerAt : null) ?? this.#deps.clock.now());
    if (terminal.has(state.status)) {
      this.#noteRefusal(state);
      // A restriction that ends by itself holds back what we send: what comes in still comes.
      if (state.restrictedUntil === null) this.#soon(() => this.#endSession());
      return;
    }
    this.#alarm.watch(this.#told(state), this.#wasOnline);
    if (state.status === "stopped" || state.restartsAtOnce) this.#soon(() => this.#fell(session, state));
  }

  #cameOnline({ driver }: ConnectionSession): void {
    this.#backOff.online(this.#now());
    this.#wasOnline = true;
    this.#refusal = null;
    this.#absence.online(driver);
    this.#alarm.over();
  }

  /** The session ended by itself: another one is begun after a while. */
  async #fell(session: ConnectionSession, state: DriverState): Promise<void> {
    if (session !== this.#session || this.#isStopped) return;
    await this.#endSession();
    if (this.#refusal !== null) return;
    const isAtOnce = state.restartsAtOnce && this.#backOff.mayRestartAtOnce(this.#now());
    const waitMs = isAtOnce ? 0 : this.#backOff.next(this.#now());
    this.#retryIn(waitMs);
    if (!this.#holdsLock) return;
    const nextRetryAt = new Date(this.#now() + waitMs);
    const told = this.#told({ ...state, status: "reconnecting", qrCode: null, pairingCode: null }, nextRetryAt);
    this.#alarm.watch(told, this.#wasOnline);
    if (!isAtOnce) this.#alarm.failed(told);
    await this.#deps.store.writeState(this.#connectionId, told);
  }

  async #refuse(state: DriverState): Promise<void> {
    this.#noteRefusal(state);
    await this.#deps.store.writeState(this.#connectionId, this.#told(state));
  }

  #noteRefusal(state: DriverState): void {
    this.#refusal = { until: state.restrictedUntil };
    this.#alarm.refused(this.#told(state));
  }

  async #endRefusal(): Promise<void> {
    const until = this.#refusal?.until ?? null;
    if (until === null || this.#now() < until) return;
    this.#refusal = null;
    await this.#endSession();
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

  #writeStopped(): Promise<void> {
    const stopped = { ...DriverState.parse({ status: "stopped" }), attempt: 0, nextRetryAt: null };
    return this.#deps.store.writeState(this.#connectionId, stopped);
  }

  #told(state: DriverState, nextRetryAt: Date | null = null): ConnectionState {
    return { ...state, attempt: this.#backOff.attempts, nextRetryAt };
  }

  #now(): number {
    return this.#deps.clock.now().getTime();
  }
}
