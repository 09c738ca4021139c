import { DriverError } from "../../driver.ts";

const beforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/**
 * A request without an answer. When the connection was never made it was certainly not carried out; in every other case (a
 * time-out, a line that broke) nobody can know.
 */
export function networkError(error: unknown): DriverError {
  if (error instanceof DriverError) return error;
  const codes = codesOf(error);
  const providerCode = codes[0] ?? "network";
  const wasNeverSent = codes.length > 0 && codes.every((code) => beforeSending.has(code));
  return wasNeverSent
    ? new DriverError("transient", `WhatsApp could not be reached (${providerCode})`, { providerCode, cause: error })
    : new DriverError("unknown_outcome", `WhatsApp did not answer (${providerCode})`, { providerCode, cause: error });
}

/** The codes at the bottom of what fetch throws; several when several addresses were tried. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(codesOf);
  if (error.cause instanceof Error) return codesOf(error.cause);
  if ("syscall" in error && error.syscall === "connect") return ["ECONNREFUSED"];
  return "code" in error && typeof error.code === "string" ? [error.code] : [error.name];
}
