import type { Clock } from "../platform/clock.ts";
import type { ConnectionState } from "./connection-store.ts";
import type { KeepTrying } from "./keep-trying.ts";
import type { AlertDesk, RaisedAlert } from "./supervision-log.ts";

const attemptsToTell = 5;

export type AlarmDeps = {
  readonly connectionId: string;
  readonly alerts: AlertDesk;
  readonly records: KeepTrying;
  readonly clock: Clock;
  readonly lostAfterMs: number;
};

/** Tells administrators of one number that it is away for long, keeps failing, or was refused for good; and when that is over. */
export class ConnectionAlarm {
  readonly #deps: AlarmDeps;
  #since: Date | null = null;
  #timer: NodeJS.Timeout | undefined;
  #state: ConnectionState | null = null;
  #wasOnline = false;
  #isRefusalTold = false;

  constructor(deps: AlarmDeps) {
    this.#deps = deps;
  }

  /** It is on its way, or fell. `wasOnline`: it has been online at some time. */
  watch(state: ConnectionState, wasOnline: boolean): void {
    this.#state = state;
    this.#wasOnline ||= wasOnline;
    this.#since ??= this.#deps.clock.now();
    this.#timer ??= setTimeout(() => this.#tellIfLost(), this.#deps.lostAfterMs).unref();
  }

  /** One more attempt failed. */
  failed(state: ConnectionState): void {
    this.#state = state;
    if (state.attempt > 0 && state.attempt % attemptsToTell === 0) this.#raise("connection_down");
  }

  /** Nothing connects it any more by itself. */
  refused(state: ConnectionState): void {
    this.#state = state;
    this.#disarm();
    this.#since ??= this.#deps.clock.now();
    this.#resolve();
    this.#isRefusalTold = true;
    this.#raise("connection_refused");
  }

  /** It is online, or nobody wants it to be. */
  over(): void {
    this.#disarm();
    this.#since = null;
    this.#state = null;
    this.#isRefusalTold = false;
    this.#resolve();
  }

  close(): void {
    this.#disarm();
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** One that is being paired by a person who knows, or that is being synchronised, is not lost. */
  #tellIfLost(): void {
    this.#timer = undefined;
    const status = this.#state?.status;
    if (status === "syncing" || (status === "pairing" && (!this.#wasOnline || this.#isRefusalTold))) return;
    this.#raise("connection_down");
  }

  #raise(kind: RaisedAlert["kind"]): void {
    const { alerts, connectionId, records } = this.#deps;
    const [state, since] = [this.#state, this.#since];
    if (state === null || since === null) return;
    const { attempt: attempts, code: statusCode, reason } = state;
    const restrictedUntil = state.restrictedUntil === null ? null : new Date(state.restrictedUntil);
    records.add(() => alerts.raise(connectionId, { kind, since, statusCode, reason, attempts, restrictedUntil }));
  }

  #resolve(): void {
    const { alerts, clock, connectionId, records } = this.#deps;
    const at = clock.now();
    records.add(() => alerts.resolve(connectionId, at));
  }
}
