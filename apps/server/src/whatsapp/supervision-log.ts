import type { AlertKind, ConnectionStatusCode, GapCause, GapCoverage } from "@whatskovi/contract";
import type { Party } from "./driver.ts";

/** A number is online again. `since` is from when on something may be missing, `gapId` the report of it; null is no report. */
export type Return = { readonly since: Date; readonly gapId: string | null };

/** What could be looked for after an interruption. */
export type Findings = { readonly coverage: GapCoverage; readonly unverified: readonly Party[] };

/** What is kept of the interruptions of numbers. Everything is harmless for a number that was removed. */
export interface AbsenceLog {
  /** These are online at this moment: should this process die, their interruptions begin here. */
  noteOnline(connectionIds: readonly string[], at: Date): Promise<void>;
  /** Begins the report of an interruption, or takes up the one that is not done yet. Nothing for a number never online before. */
  begin(connectionId: string, cause: GapCause, since: Date): Promise<void>;
  /** The number is online. Null when it never was before. */
  end(connectionId: string, at: Date): Promise<Return | null>;
  /** When something of the interruption was stored last, or it ended; null when its report is not being completed any more. */
  lastNewsAt(gapId: string): Promise<Date | null>;
  /** Completes the report, unless the number is away again. */
  finish(gapId: string, findings: Findings): Promise<void>;
}

/** What administrators have to know. */
export type RaisedAlert = {
  readonly kind: Exclude<AlertKind, "connection_gap">;
  readonly since: Date;
  readonly statusCode: ConnectionStatusCode | null;
  readonly reason: string | null;
  readonly attempts: number;
  readonly restrictedUntil: Date | null;
};

/** Tells administrators. Everything is harmless for a number that was removed. */
export interface AlertDesk {
  /** Raises it, or brings the open one of its kind up to date; then nobody has acknowledged it. */
  raise(connectionId: string, alert: RaisedAlert): Promise<void>;
  /** Nothing holds any more but reports of interruptions. */
  resolve(connectionId: string, at: Date): Promise<void>;
}
