import { DriverError } from "../../driver.ts";
import type { SendPlan } from "./send-plan.ts";

const rateLimitMs = 2000;

/** Throws what WhatsApp would answer to a send that it does not take. */
export function refuse(result: SendPlan["result"]): void {
  if (result === "refused") throw new DriverError("permanent", "Refused for good, as the simulator was told.");
  if (result === "refused_for_now") throw new DriverError("transient", "Refused for now, as the simulator was told.");
  if (result === "rate_limited") {
    const options = { retryAfterMs: rateLimitMs, providerCode: "429" };
    throw new DriverError("rate_limited", "Too much in a short time, as the simulator was told.", options);
  }
}

/** As WhatsApp answers a number that may write to nobody new for a while. */
export const restricted = (): DriverError =>
  new DriverError("restricted", "WhatsApp has restricted this simulated number for a while.", { providerCode: "463" });

export const notOnWhatsApp = (): DriverError =>
  new DriverError("invalid_recipient", "This number is not on the simulated WhatsApp.");
