import { type ErrorCode, errorCatalogue, type Problem } from "@whatskovi/contract";
import type { Request, Response } from "express";
import type { z } from "zod";
import { AppError } from "../errors/app-error.ts";
import type { Logger } from "../logging/index.ts";

/** Anything thrown, as an error of the contract. What nobody foresaw is `internal`, with its cause kept for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = codeOfBodyError(error);
  return code === undefined ? new AppError("internal", {}, { cause: error }) : new AppError(code, {}, { cause: error });
}

/** A failed parse as `invalid_input`; fields are named as in `body.from.phone`. */
export function invalidInput(part: "params" | "query" | "body", error: z.ZodError): AppError {
  const fields = error.issues.flatMap((issue) => {
    const path = [part, ...issue.path];
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
    return paths.map((each) => ({ path: each.join("."), message: issue.message }));
  });
  return new AppError("invalid_input", { fields });
}

/** The body of an error, RFC 9457. */
export function presentProblem(error: AppError, requestId?: string): Problem {
  return {
    type: `/api/docs#${error.code}`,
    title: errorCatalogue[error.code].title,
    status: error.status,
    code: error.code,
    ...(requestId === undefined ? {} : { requestId }),
    ...error.details,
  };
}

/** Answers with a problem, and logs once what is our own fault. An answer that has begun can only be cut off. */
export function sendProblem(req: Request, res: Response, thrown: unknown, logger: Logger): void {
  const error = toAppError(thrown);
  const request = { method: req.method, path: req.path };
  if (error.status >= 500) logger.error({ ...request, err: error.cause ?? error }, "request failed");
  else logger.debug({ ...request, code: error.code }, "request refused");
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (error.details.retryAfter !== undefined) res.setHeader("Retry-After", String(error.details.retryAfter));
  if (error.code === "unauthenticated") res.setHeader("WWW-Authenticate", "Bearer");
  res.status(error.status).type("application/problem+json");
  res.end(JSON.stringify(presentProblem(error, res.locals["requestId"] as string | undefined)));
}

/** Errors of express.json and express.raw carry a `type`; a path that cannot be decoded is a plain 400. */
function codeOfBodyError(error: unknown): ErrorCode | undefined {
  if (typeof error !== "object" || error === null || !("status" in error)) return undefined;
  if (error.status === 413) return "payload_too_large";
  return error.status === 400 || error.status === 415 ? "malformed_body" : undefined;
}
