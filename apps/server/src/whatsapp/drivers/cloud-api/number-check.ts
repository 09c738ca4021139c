import { z } from "zod";
import type { DriverError, DriverState } from "../../driver.ts";

/** What `GET /{phone-number-id}` tells. */
export const NumberDescription = z.looseObject({ display_phone_number: z.string().nullish().catch(null) });

/** `+55 11 4000-1234` as E.164. */
export function e164(display: string | null | undefined): string | null {
  const digits = (display ?? "").replace(/\D/g, "");
  return digits === "" ? null : `+${digits}`;
}

/**
 * The state in which an error leaves the connection; null when it tells nothing about it. Only a person can mend a refused
 * token, a locked account or a wrong id: those do not reconnect by themselves.
 */
export function stateAfter(error: DriverError): z.input<typeof DriverState> | null {
  const code = error.providerCode === undefined ? "" : ` (error ${error.providerCode})`;
  if (error.kind === "auth") {
    return {
      status: "failed",
      reason: `Meta refused the access token. Make a new one in Meta's app dashboard and save it here${code}.`,
    };
  }
  if (error.kind === "restricted" && ["368", "131031"].includes(error.providerCode ?? "")) {
    return {
      status: "restricted",
      reason: `Meta has locked this account. See the account's quality page in WhatsApp Manager${code}.`,
    };
  }
  if (error.providerCode === "133010") {
    return {
      status: "failed",
      reason: `This number is not registered with the Cloud API. Register it in WhatsApp Manager${code}.`,
    };
  }
  return null;
}

/** The state after the number itself could not be read. */
export function stateAfterCheck(error: DriverError): z.input<typeof DriverState> {
  const known = stateAfter(error);
  if (known !== null) return known;
  if (error.kind === "permanent") {
    return {
      status: "failed",
      reason: `Meta does not know this phone number id, or the access token may not use it. ${error.message}`.slice(
        0,
        500,
      ),
    };
  }
  return { status: "reconnecting", reason: error.message };
}
