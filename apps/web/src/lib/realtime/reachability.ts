import { api, endpoints } from "../api/index.ts";
import { useRealtimeState } from "./state.ts";

const patience = 2500;

let underWay: Promise<boolean> | null = null;

/** Asks the server whether it is there, once for all who ask at the same time. */
export function askServer(): Promise<boolean> {
  underWay ??= api
    .call(endpoints.getLive, {}, { signal: AbortSignal.timeout(patience) })
    .then(
      () => true,
      () => false,
    )
    .finally(() => {
      underWay = null;
    });
  return underWay;
}

/** Whether what is sent now has a chance to arrive: there is a socket, or the server answers. */
export async function isServerReachable(): Promise<boolean> {
  if (useRealtimeState.getState().isConnected) return true;
  return navigator.onLine && (await askServer());
}

/** Calls when the socket is gone; the answer ends that. */
export const onDisconnect = (react: () => void): (() => void) =>
  useRealtimeState.subscribe((now, before) => {
    if (before.isConnected && !now.isConnected) react();
  });
