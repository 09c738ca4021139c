import type { z } from "zod";
import type { DriverState } from "../../driver.ts";

type State = z.input<typeof DriverState>;

/**
 * What a state of the page means once it is more than a step on the way; null when it is but that. States are those of
 * `WAWebSocketModel.Socket.state`.
 */
export function stateOfPage(state: string, isReady: boolean): State | null {
  switch (state) {
    case "CONFLICT":
      return {
        status: "failed",
        reason: "Another WhatsApp Web took over this session. Close it there, then connect again here.",
        providerCode: state,
      };
    case "TOS_BLOCK":
    case "SMB_TOS_BLOCK":
      return {
        status: "restricted",
        reason: "WhatsApp has blocked this number for breaking its terms of service. See WhatsApp on the phone.",
        providerCode: state,
      };
    case "PROXYBLOCK":
      return {
        status: "failed",
        reason: "WhatsApp refuses connections from this network. Use another network or proxy, then connect again.",
        providerCode: state,
      };
    case "DEPRECATED_VERSION":
      return {
        status: "failed",
        reason: "WhatsApp no longer takes this version of WhatsApp Web. Update WhatsKovi, then connect again.",
        providerCode: state,
      };
    case "OPENING":
    case "TIMEOUT":
    case "UNLAUNCHED":
      return isReady ? { status: "reconnecting", reason: "WhatsApp Web looks for its connection." } : null;
    default:
      return null;
  }
}

const codes: Readonly<Record<string, State["code"]>> = {
  MISSING: "browser_missing",
  START: "start_failed",
  STUCK: "start_failed",
  TIMEOUT: "network",
  NETWORK: "network",
  HANGS: "probe_failed",
  UNKNOWN_VERSION: "version_too_old",
};

/** It cannot go on, and is begun again after a while. */
export const stateOfFall = (reason: string, code: string | null): State => ({
  status: "stopped",
  reason,
  providerCode: code,
  code: codes[code ?? ""] ?? "crashed",
});

export const unlinked: State = {
  status: "logged_out",
  reason: "This device was unlinked on the phone. Connect again and scan the code to link it anew.",
  providerCode: "LOGOUT",
};
