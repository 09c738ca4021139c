import type { GapCause } from "@whatskovi/contract";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logging/index.ts";
import type { ConnectionRecord } from "./connection-store.ts";
import type { WhatsAppDriver } from "./driver.ts";
import type { KeepTrying } from "./keep-trying.ts";
import { pause } from "./pause.ts";
import type { AbsenceLog, Findings, Return } from "./supervision-log.ts";
import type { SupervisionTimings } from "./supervision-timings.ts";
import { withDeadline } from "./with-deadline.ts";

/** For an unlinked device WhatsApp keeps nothing: what came meanwhile is missed, however short it was. */
const alwaysGaps: ReadonlySet<GapCause> = new Set(["unlinked"]);
/** Clocks differ, WhatsApp's times are whole seconds, and a line may be dead before anybody notices. */
const lookBackMs = 60_000;
const catchUpDeadlineMs = 15 * 60_000;

export type AbsenceDeps = {
  readonly connectionId: string;
  readonly absences: AbsenceLog;
  readonly records: KeepTrying;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timings: SupervisionTimings;
};

/**
 * Keeps account of when one number was away and why. When it is back, has the driver look for what was missed, and completes
 * the report once nothing more of it comes.
 */
export class ConnectionAbsence {
  readonly #deps: AbsenceDeps;
  #isOnline = false;
  /** Whether the return is written: only then may the number count as online, or the interruption's beginning were lost. */
  #isNoted = false;
  #gone: { readonly since: Date; readonly cause: GapCause } | null = null;
  #timer: NodeJS.Timeout | undefined;
  #catchUp = new AbortController();

  constructor(deps: AbsenceDeps) {
    this.#deps = deps;
  }

  /** Whether it surely is online now. */
  get isPresent(): boolean {
    return this.#isOnline && this.#isNoted;
  }

  /** This process begins to serve it: what a process before left behind tells since when it has been away. */
  found({ status, lastOnlineAt }: ConnectionRecord): void {
    if (this.#gone !== null || this.#isOnline || lastOnlineAt === null) return;
    this.#gone = { since: lastOnlineAt, cause: status === "stopped" ? "server_stopped" : "server_died" };
    const awayMs = this.#deps.clock.now().getTime() - lastOnlineAt.getTime();
    this.#beginIn(Math.max(0, this.#deps.timings.gapAfterMs - awayMs));
  }

  /** It is not online any more. `since` where that was noticed late. */
  away(cause: GapCause, since: Date = this.#deps.clock.now()): void {
    if (!this.#isOnline) return;
    this.#isOnline = false;
    this.#isNoted = false;
    this.#catchUp.abort();
    this.#gone = { since, cause };
    this.#beginIn(alwaysGaps.has(cause) ? 0 : this.#deps.timings.gapAfterMs);
  }

  online(driver: WhatsAppDriver): void {
    if (this.#isOnline) return;
    this.#isOnline = true;
    clearTimeout(this.#timer);
    const gone = this.#gone;
    this.#gone = null;
    this.#catchUp = new AbortController();
    const { signal } = this.#catchUp;
    const { absences, clock, connectionId, records, timings } = this.#deps;
    const at = clock.now();
    records.add(async () => {
      // Begun here where its time had not come yet: a process that has just started, a clock that was slept over.
      const isGap =
        gone !== null && (alwaysGaps.has(gone.cause) || at.getTime() - gone.since.getTime() >= timings.gapAfterMs);
      if (isGap) await absences.begin(connectionId, gone.cause, gone.since);
      const back = await absences.end(connectionId, at);
      if (signal.aborted) return;
      this.#isNoted = true;
      if (back !== null) void this.#fetchMissed(driver, back, signal);
    });
  }

  /** This process serves it no longer. */
  close(): void {
    clearTimeout(this.#timer);
    this.#catchUp.abort();
    this.#isOnline = false;
    this.#isNoted = false;
    this.#gone = null;
  }

  #beginIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const gone = this.#gone;
      const { absences, connectionId, records } = this.#deps;
      if (gone !== null) records.add(() => absences.begin(connectionId, gone.cause, gone.since));
    }, ms);
    this.#timer.unref();
  }

  async #fetchMissed(driver: WhatsAppDriver, { gapId, since }: Return, signal: AbortSignal): Promise<void> {
    const findings = await this.#look(driver, new Date(since.getTime() - lookBackMs), signal);
    if (findings.unverified.length > 0)
      this.#deps.log.warn({ conversations: findings.unverified.length }, "conversations could not be looked through");
    if (gapId === null) return;
    await this.#untilQuiet(driver, gapId, signal);
    if (!signal.aborted) this.#deps.records.add(() => this.#deps.absences.finish(gapId, findings));
  }

  async #look(driver: WhatsAppDriver, since: Date, signal: AbortSignal): Promise<Findings> {
    const coverage = driver.capabilities.catchUp;
    if (driver.catchUp === undefined) return { coverage, unverified: [] };
    for (const waitMs of this.#deps.timings.catchUpWaitsMs) {
      await pause(waitMs, signal);
      if (signal.aborted) break;
      try {
        const late = () => new Error("what was missed was not fetched in time");
        const { unverified } = await withDeadline(driver.catchUp(since), catchUpDeadlineMs, late);
        return { coverage, unverified };
      } catch (error) {
        if (!signal.aborted) this.#deps.log.warn({ err: error }, "what was missed could not be fetched");
      }
    }
    return { coverage: "failed", unverified: [] };
  }

  async #untilQuiet(driver: WhatsAppDriver, gapId: string, signal: AbortSignal): Promise<void> {
    const { absences, clock, log, timings } = this.#deps;
    const quietMs = driver.capabilities.catchUp === "none" ? timings.quietWithoutCatchUpMs : timings.quietMs;
    let waitMs = quietMs;
    while (waitMs > 0) {
      await pause(waitMs, signal);
      if (signal.aborted) return;
      try {
        const newsAt = await absences.lastNewsAt(gapId);
        waitMs = newsAt === null ? 0 : newsAt.getTime() + quietMs - clock.now().getTime();
      } catch (error) {
        log.warn({ err: error }, "whether more is coming could not be read");
        waitMs = quietMs;
      }
    }
  }
}
