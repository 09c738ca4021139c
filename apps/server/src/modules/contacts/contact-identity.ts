import type { IdentityKind } from "@whatskovi/contract";

const BRAZIL_MOBILE = /^55(\d{2})9([6-9]\d{7})$/;
const MEXICO_MOBILE = /^521(\d{10})$/;
const ARGENTINA_MOBILE = /^549(\d{10})$/;

/** The digits of a phone as anybody writes it: `+55 (11) 98765-4321`, or WhatsApp's `5511987654321:3@s.whatsapp.net`. */
export const phoneDigits = (written: string): string => written.replace(/[:@].*$/s, "").replace(/\D/g, "");

/**
 * The one form in which phones are compared: E.164 digits without what WhatsApp writes now so, now so. Brazil's mobiles have a
 * ninth digit in the national plan, but WhatsApp's ids of older accounts lack it (`55 11 9 8765-4321` is `55 11 8765-4321`);
 * Mexico's have a `1` after the country code and Argentina's a `9`. Landlines, toll-free numbers and whatever else there is stay
 * as they are. Never refuses: what is no phone at all keeps its digits.
 */
export function phoneMatchKey(written: string): string {
  return phoneDigits(written)
    .replace(BRAZIL_MOBILE, "55$1$2")
    .replace(MEXICO_MOBILE, "52$1")
    .replace(ARGENTINA_MOBILE, "54$1");
}

/** An identity as it is matched: a phone by its match key, so that Brazil's ninth digit makes no second person. */
export const identityKey = ({ kind, value }: { readonly kind: IdentityKind; readonly value: string }): string =>
  kind === "PHONE" ? phoneMatchKey(value) || value : value;

/** A phone as the API shows it: E.164 with the plus sign, the digits as WhatsApp knows them. */
export const displayPhoneNumber = (written: string): string => `+${phoneDigits(written)}`;
