import type { FailureCode } from "@whatskovi/contract";
import type { DriverErrorKind } from "../../driver.ts";

/**
 * Meta's error numbers as kinds of our own.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const kinds = new Map<number, DriverErrorKind>([
  [0, "auth"], // the access token could not be read
  [3, "auth"], // the app lacks the capability
  [10, "auth"], // the permission was not granted or was removed
  [102, "auth"], // session expired
  [104, "auth"], // no access token
  [190, "auth"], // the access token has expired
  [131005, "auth"], // access denied
  [1, "transient"], // unknown API error
  [2, "transient"], // API service down
  [130497, "restricted"], // the business may not write to this country
  [131000, "transient"], // something went wrong
  [131016, "transient"], // service overloaded
  [131057, "transient"], // the number is in maintenance (throughput upgrade)
  [133004, "transient"], // server temporarily unavailable
  [4, "rate_limited"], // API calls of the app
  [80007, "rate_limited"], // API calls of the business account
  [130429, "rate_limited"], // messages a second of the number
  [131056, "rate_limited"], // messages to the same person
  [133016, "rate_limited"], // registration attempts
  [131047, "window_closed"], // more than 24 hours since the customer's last message
  [131021, "invalid_recipient"], // recipient is the sender
  [131026, "invalid_recipient"], // undeliverable: not on WhatsApp, terms not accepted, app too old
  [131030, "invalid_recipient"], // a test number may write to listed recipients only
  [368, "restricted"], // blocked for policy violations
  [131031, "restricted"], // account locked
  [131050, "invalid_recipient"], // the customer wants no offers
  [131037, "restricted"], // display name not approved
  [131042, "restricted"], // payment issue
  [131048, "restricted"], // spam rate limit
  [132069, "rate_limited"], // the form behind a template
  [131051, "unsupported"], // message type
  [131052, "media_rejected"], // media download
  [131053, "media_rejected"], // media upload
]);

/** What an error of the API means. Nothing when the number is unknown. */
export function kindOfCode(code: number): DriverErrorKind | undefined {
  if (code >= 200 && code <= 299) return "auth";
  return kinds.get(code);
}

/** Why a message failed, from the number in its status. There the decision has fallen: nothing is tried again by itself. */
export function failureOfCode(code: number | undefined): FailureCode {
  const kind = code === undefined ? undefined : kindOfCode(code);
  return kind === undefined || kind === "transient" || kind === "unknown_outcome" ? "permanent" : kind;
}

/** Milliseconds to wait after a rate limit, unless Meta says so itself. Pair limits grow with the square of the square. */
export function waitAfter(code: number, previousRefusals: number): number {
  if (code === 131056) return 1000 * 4 ** Math.min(previousRefusals, 6);
  return code === 130429 ? 2000 : 60_000;
}
