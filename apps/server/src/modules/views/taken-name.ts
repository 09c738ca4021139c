import { isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError } from "../../platform/errors/app-error.ts";

/** Says of a unique violation what it means here; throws everything else as it is. */
export function refuseTakenName(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  throw new AppError(
    "already_exists",
    { fields: [{ path: "body.name", message: "you have a view of this name already" }] },
    { cause: error },
  );
}
