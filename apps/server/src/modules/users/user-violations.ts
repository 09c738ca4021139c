import { isForeignKeyViolation, isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError } from "../../platform/errors/app-error.ts";

/** What the database refused, in the contract's words. */
export function explainViolations(error: unknown): never {
  if (isUniqueViolation(error)) {
    throw new AppError("already_exists", {
      fields: [{ path: "body.email", message: "somebody has this address already" }],
    });
  }
  if (isForeignKeyViolation(error)) throw new AppError("not_found", { detail: "One of the queues does not exist." });
  throw error;
}
