import type { ConnectionStatusCode, DriverKind, GapCause } from "@whatskovi/contract";
import { DriverState } from "./driver.ts";

const missing: Partial<Record<DriverKind, ConnectionStatusCode>> = {
  "whatsapp-web": "browser_missing",
  baileys: "package_missing",
};

/** This server cannot serve the kind. `because` is the kind's own sentence; null where it is not offered at all. */
export const unavailableState = (driver: DriverKind, because: string | null): DriverState =>
  DriverState.parse({
    status: "failed",
    code: (because === null ? undefined : missing[driver]) ?? "driver_unavailable",
    reason: because ?? `This server does not offer connections of the kind ${driver}.`,
  });

export const unreadableState = (): DriverState =>
  DriverState.parse({
    status: "failed",
    code: "credentials_unreadable",
    reason: "The stored credentials cannot be opened with this ENCRYPTION_KEY. Set the key back, or enter them again.",
  });

/** Why a number that was online is not any more. */
export const reasonOfAbsence = ({ code, restartsAtOnce }: DriverState): GapCause =>
  restartsAtOnce ? "restarting" : (code ?? "crashed");
