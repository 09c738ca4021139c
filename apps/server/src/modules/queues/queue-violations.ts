import { isForeignKeyViolation, isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError } from "../../platform/errors/app-error.ts";

/** What the database refused, in the contract's words. */
export function explainViolations(error: unknown): never {
  if (isUniqueViolation(error)) {
    throw new AppError("already_exists", {
      fields: [{ path: "body.name", message: "there is a queue of this name already" }],
    });
  }
  if (isForeignKeyViolation(error)) throw new AppError("not_found", { detail: "One of the people does not exist." });
  throw error;
}
