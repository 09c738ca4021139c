import type { FailureCode } from "@whatskovi/contract";
import { DriverError } from "./driver.ts";

/** What follows from a send that threw. */
export type SendOutcome =
  | { readonly next: "retry"; readonly afterMs: number }
  | { readonly next: "fail"; readonly code: FailureCode }
  /** It may have been sent: it stays SENDING until there is evidence. */
  | { readonly next: "doubt" };

const maxAttempts = 8;
const longestWaitMs = 60_000;

/** `attempts` counts this one. What is not a `DriverError` tells nothing, so it is a doubt. */
export function outcomeOf(error: unknown, attempts: number): SendOutcome {
  if (!(error instanceof DriverError)) return { next: "doubt" };
  switch (error.kind) {
    case "unknown_outcome":
      return { next: "doubt" };
    case "not_connected":
      // The number is away: the message waits for it, however long that takes.
      return { next: "retry", afterMs: error.retryAfterMs ?? 1000 };
    case "transient":
      if (attempts >= maxAttempts) return { next: "fail", code: "not_connected" };
      return { next: "retry", afterMs: error.retryAfterMs ?? backoff(attempts) };
    case "rate_limited":
      if (attempts >= maxAttempts) return { next: "fail", code: "rate_limited" };
      return { next: "retry", afterMs: error.retryAfterMs ?? backoff(attempts + 2) };
    case "restricted":
      // A restriction that ends by itself is waited for.
      if (error.retryAfterMs !== undefined) return { next: "retry", afterMs: error.retryAfterMs };
      return { next: "fail", code: "restricted" };
    default:
      return { next: "fail", code: error.kind };
  }
}

const backoff = (attempts: number) => Math.min(longestWaitMs, 500 * 2 ** (attempts - 1));

/** What follows from an action that threw. WhatsApp takes the same action twice, so what is not known is tried again. */
export function actionOutcomeOf(error: unknown, attempts: number): Exclude<SendOutcome, { next: "doubt" }> {
  const outcome = outcomeOf(error, attempts);
  if (outcome.next !== "doubt") return outcome;
  if (attempts >= maxAttempts) return { next: "fail", code: "delivery_unknown" };
  return { next: "retry", afterMs: backoff(attempts) };
}
