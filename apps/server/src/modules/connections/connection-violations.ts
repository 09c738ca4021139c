import { isForeignKeyViolation, isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError } from "../../platform/errors/app-error.ts";

/** What the database refused, in the contract's words. */
export function explainViolations(error: unknown): never {
  if (isUniqueViolation(error)) {
    throw new AppError("already_exists", { detail: "Another connection has this name or this phone number id." });
  }
  if (isForeignKeyViolation(error)) throw new AppError("not_found", { detail: "The queue does not exist." });
  throw error;
}
