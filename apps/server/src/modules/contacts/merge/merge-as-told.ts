import type { Context } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import { mergeTold, withoutParted } from "./merge-contacts.ts";
import { withMergeLocks } from "./merge-locks.ts";

/**
 * Merges two contacts of which WhatsApp says, beside any message, that they are one person. What cannot be merged now for the
 * traffic on them is left to the next time that WhatsApp says so.
 */
export async function mergeAsTold(
  { db, clock, outbox }: Pick<Context, "db" | "clock" | "outbox">,
  contactIds: readonly string[],
): Promise<void> {
  if ((await withoutParted(db, [contactIds])).length === 0) return;
  try {
    await withMergeLocks(db, { contactIds }, async (tx) =>
      outbox.append(tx, await mergeTold(tx, contactIds, clock.now())),
    );
  } catch (error) {
    if (!(error instanceof AppError && error.code === "unavailable")) throw error;
  }
}
