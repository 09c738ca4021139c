import type { ConnectionStatus, ConnectionStatusCode } from "@whatskovi/contract";
import type { DriverState } from "./driver.ts";

/** Words and numbers of WhatsApp, whichever library hands them on. Sources: whatsapp-web.js' WAState, Baileys' DisconnectReason. */
const providerCodes: ReadonlyMap<string, ConnectionStatusCode> = new Map([
  ["LOGOUT", "unlinked"],
  ["UNPAIRED", "unlinked"],
  ["UNPAIRED_IDLE", "unlinked"],
  ["CONFLICT", "replaced"],
  ["TOS_BLOCK", "banned"],
  ["SMB_TOS_BLOCK", "banned"],
  ["PROXYBLOCK", "network"],
  ["DEPRECATED_VERSION", "version_too_old"],
  ["401", "unlinked"],
  ["402", "restricted"],
  ["403", "banned"],
  ["405", "version_too_old"],
  ["406", "banned"],
  ["411", "unlinked"],
  ["440", "replaced"],
  ["463", "restricted"],
  ["515", "restarting"],
  ["190", "credentials_rejected"],
]);

const byStatus: Partial<Record<ConnectionStatus, ConnectionStatusCode>> = {
  reconnecting: "network",
  stopped: "crashed",
  restricted: "restricted",
  logged_out: "unlinked",
  failed: "refused",
};

/** Why a driver is where it is, as a stable word: its own, else what WhatsApp's tells, else what the state alone tells. */
export function statusCodeOf({ code, status, providerCode }: DriverState): ConnectionStatusCode | null {
  if (code !== null || byStatus[status] === undefined) return code;
  return providerCodes.get(providerCode ?? "") ?? byStatus[status] ?? null;
}
