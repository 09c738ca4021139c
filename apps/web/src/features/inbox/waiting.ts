/** From here on a customer waits long, and from there on too long; in milliseconds. */
const limits = { long: 5 * 60_000, tooLong: 15 * 60_000 } as const;

export type WaitingLevel = "short" | keyof typeof limits;

/** How bad it is that somebody has waited since then. */
export function waitingLevel(since: string, now: number): WaitingLevel {
  const waited = now - Date.parse(since);
  if (waited > limits.tooLong) return "tooLong";
  return waited > limits.long ? "long" : "short";
}
