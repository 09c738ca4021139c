import { DriverError, type DriverErrorKind } from "../../driver.ts";

/** WhatsApp's numbers in the answer to a message. Those of the library's own list, and of its issues 2441 and 2707. */
const kinds: Readonly<Record<string, DriverErrorKind>> = {
  "401": "auth",
  "403": "restricted",
  "404": "invalid_recipient",
  "406": "invalid_recipient",
  "408": "transient",
  "421": "transient",
  "429": "rate_limited",
  "463": "restricted",
  "475": "restricted",
  "500": "transient",
  "503": "transient",
};

const sentences: Readonly<Partial<Record<DriverErrorKind, string>>> = {
  restricted:
    "WhatsApp does not let this number begin new conversations for now. Answering those who wrote first still works.",
  rate_limited: "WhatsApp asks to send more slowly.",
  invalid_recipient: "WhatsApp does not know this recipient.",
  auth: "WhatsApp does not accept this device any more.",
};

/** A message that WhatsApp refused: it was not sent. `code` is WhatsApp's number. */
export function refusalOf(code: string): DriverError {
  const kind = kinds[code] ?? "permanent";
  const sentence = sentences[kind] ?? "WhatsApp refused the message.";
  return new DriverError(kind, `${sentence} (${code})`, { providerCode: code });
}

/** The status and text of an error as the library throws it; null for what is not one of its own. */
export function libraryError(error: unknown): { status: number; message: string } | null {
  if (!(error instanceof Error) || !("output" in error)) return null;
  const { output } = error;
  const status = typeof output === "object" && output !== null && "statusCode" in output ? output.statusCode : null;
  return typeof status === "number" ? { status, message: error.message } : null;
}

const lineIsDown = new Set([408, 428, 503, 515, 440]);

/**
 * An error thrown before or while something was handed to the line. It may be tried again whatever became of it: the same id is
 * the same message.
 */
export function sendError(error: unknown): DriverError {
  if (error instanceof DriverError) return error;
  const known = libraryError(error);
  if (known !== null && lineIsDown.has(known.status)) {
    return new DriverError("not_connected", "The connection to WhatsApp is down.", { cause: error });
  }
  const code = known === null || known.status === 500 ? {} : { providerCode: String(known.status) };
  if (known !== null && (known.status === 403 || known.status === 404 || known.status === 406)) {
    return new DriverError("invalid_recipient", "WhatsApp does not let this number write there.", {
      ...code,
      cause: error,
    });
  }
  return new DriverError("transient", "The message could not be prepared or handed over.", { ...code, cause: error });
}
