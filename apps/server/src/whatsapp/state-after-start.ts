import type { z } from "zod";
import { DriverError, DriverState } from "./driver.ts";

/** Where a number is after its driver could not start. What a person alone can mend is not tried again. */
export function stateAfterStart(error: unknown): DriverState {
  const reason = error instanceof Error ? error.message : "The connection did not start.";
  const providerCode = error instanceof DriverError ? (error.providerCode ?? null) : null;
  return DriverState.parse({ ...outcomeOf(error), reason, providerCode });
}

function outcomeOf(error: unknown): Pick<z.input<typeof DriverState>, "status" | "code"> {
  const kind = error instanceof DriverError ? error.kind : "transient";
  if (kind === "auth") return { status: "failed", code: "credentials_rejected" };
  if (kind === "unsupported") return { status: "failed", code: "refused" };
  if (kind === "restricted") return { status: "restricted" };
  return { status: "stopped", code: "start_failed" };
}
