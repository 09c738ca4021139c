import { errorCatalogue, type ErrorCode, type Problem } from "@whatskovi/contract";

type ProblemDetails = Partial<Pick<Problem, "detail" | "fields" | "takenBy" | "retryAfter">>;

/** The one error that verbs throw: a code of the contract, answered as `application/problem+json`. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, details: ProblemDetails = {}, options: { cause?: unknown } = {}) {
    super(details.detail ?? errorCatalogue[code].title, options);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

/** Returns the value, or throws `not_found`: what is out of the actor's sight does not exist. */
export function orNotFound<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new AppError("not_found");
  return value;
}
