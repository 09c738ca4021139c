import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { AppError } from "../../platform/errors/app-error.ts";

/** A phone as a person gave it. */
export type PhoneInput = {
  /** E.164 with the plus sign. */
  readonly phoneNumber: string;
  /** Whether the national plan has such a number. */
  readonly isPlausible: boolean;
};

/**
 * Reads a phone with its country code. Throws `invalid_input` only for what cannot be a phone by its length: plans know less
 * than WhatsApp, to whom Brazil's mobiles without the ninth digit are numbers too.
 */
export function readPhone(written: string): PhoneInput {
  const phone = parsePhoneNumberFromString(written);
  if (phone === undefined || !phone.isPossible()) {
    const message = "this cannot be a phone number with its country code";
    throw new AppError("invalid_input", { fields: [{ path: "body.phoneNumber", message }] });
  }
  return { phoneNumber: phone.number, isPlausible: phone.isValid() };
}
