import type { z } from "zod";
import type { DriverState } from "../../driver.ts";
import { libraryError } from "./refusals.ts";

type State = z.input<typeof DriverState>;

export type Disconnect = { readonly state: State; readonly isLoggedOut: boolean };

type Case = Pick<State, "status" | "reason" | "code"> & { restartsAtOnce?: boolean };

/** Why WhatsApp closes a connection, by its number. What is not here is an interruption: the supervisor connects again. */
const cases: Readonly<Record<number, Case>> = {
  401: {
    status: "logged_out",
    code: "unlinked",
    reason: "The phone unlinked this device. Connect it again and scan the code.",
  },
  402: {
    status: "restricted",
    code: "restricted",
    reason:
      "WhatsApp has suspended this number for some time. Wait until it works again in the app on the phone, then connect.",
  },
  403: {
    status: "restricted",
    code: "banned",
    reason:
      "WhatsApp has banned this number. Ask for a review in the app on the phone; connect again once it works there.",
  },
  405: {
    status: "failed",
    code: "version_too_old",
    reason: "WhatsApp does not accept this version of the connection any more. Update WhatsKovi, then connect again.",
  },
  406: {
    status: "restricted",
    code: "banned",
    reason:
      "WhatsApp has banned this number. Ask for a review in the app on the phone; connect again once it works there.",
  },
  411: {
    status: "failed",
    code: "refused",
    reason:
      "The account on the phone does not take linked devices of this kind. Update WhatsApp on the phone, unlink this device there and link it again.",
  },
  440: {
    status: "failed",
    code: "replaced",
    reason:
      "Another program took this connection over with the same credentials. End it (a second server, a restored copy), then connect again.",
  },
  515: {
    status: "stopped",
    code: "restarting",
    reason: "WhatsApp asked for a new start of the connection.",
    restartsAtOnce: true,
  },
};

const codesRanOut = /QR refs attempts ended/;

/** The state in which the end of a connection leaves the number. `error` is what the library tells of it. */
export function disconnectOf(error: unknown): Disconnect {
  const known = libraryError(error);
  const { conflict, expiry } = detailsOf(error);
  const status = known?.status === 440 && conflict === "device_removed" ? 401 : (known?.status ?? null);
  const providerCode = status === null ? null : String(status);
  const found = status === null ? undefined : cases[status];
  if (found !== undefined) {
    const restrictedUntil = found.status === "restricted" ? expiry : null;
    return { state: { ...found, providerCode, restrictedUntil }, isLoggedOut: status === 401 };
  }
  if (known !== null && codesRanOut.test(known.message)) {
    const reason = "Nobody scanned a code in time. Connect again and scan.";
    return { state: { status: "failed", code: "pairing_expired", reason }, isLoggedOut: false };
  }
  const reason = `The connection to WhatsApp was interrupted${providerCode === null ? "" : ` (${providerCode})`}.`;
  return { state: { status: "stopped", code: "network", reason, providerCode }, isLoggedOut: false };
}

/** What WhatsApp wrote beside the number: what a conflict is about, and when a suspension ends (seconds, or seconds from now). */
function detailsOf(error: unknown): { conflict: string | null; expiry: number | null } {
  const data = error instanceof Error && "data" in error ? error.data : null;
  const attrs = isRecord(data) && isRecord(data["attrs"]) ? data["attrs"] : isRecord(data) ? data : {};
  const conflict = typeof attrs["type"] === "string" ? attrs["type"] : null;
  const seconds = Number(attrs["expire"] ?? Number.NaN);
  if (!Number.isFinite(seconds) || seconds <= 0) return { conflict, expiry: null };
  return { conflict, expiry: seconds > 1_000_000_000 ? seconds * 1000 : Date.now() + seconds * 1000 };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
