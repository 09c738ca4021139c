import type { ErrorCode, Problem } from "@whatskovi/contract";

/** A refused call. `network` is the one code that is ours: no answer came. */
export type ApiErrorCode = ErrorCode | "network";

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ApiErrorCode;
  readonly problem: Problem | null;

  constructor(code: ApiErrorCode, problem: Problem | null = null, options?: ErrorOptions) {
    super(problem?.detail ?? problem?.title ?? code, options);
    this.code = code;
    this.problem = problem;
  }
}

export const isApiError = (error: unknown, code?: ApiErrorCode): error is ApiError =>
  error instanceof ApiError && (code === undefined || error.code === code);

/** The names of the body's fields that the server refused: `body.email` becomes `email`. */
export function refusedFields(error: unknown): ReadonlySet<string> {
  if (!isApiError(error, "invalid_input")) return new Set();
  return new Set(error.problem?.fields?.map((field) => field.path.replace(/^body\./, "")) ?? []);
}
