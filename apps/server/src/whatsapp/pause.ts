import { setTimeout as delay } from "node:timers/promises";

/** Resolves after `ms`, or as soon as it is called off. Keeps no process alive. */
export async function pause(ms: number, calledOff: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: calledOff, ref: false }).catch(() => {});
}
