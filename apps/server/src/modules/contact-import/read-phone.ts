import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from "libphonenumber-js/max";

/** A phone of a file. */
export type ImportedPhone = {
  /** E.164. */
  readonly phoneNumber: string;
  /** Whether the national plan has such a number: others are taken only when they are a contact's already. */
  readonly isValid: boolean;
};

/** What a spreadsheet makes of a long number: `5,51199E+12`. */
const SCIENTIFIC = /^\d+(?:[.,]\d+)?E\+?\d+$/i;

export const isCountry = (country: string): country is CountryCode => isSupportedCountry(country);

/**
 * Reads a phone however people write it, of the country unless it says another. Brazil's mobiles without the ninth digit get it.
 * Of several in a cell the first one counts. A word when it is none.
 */
export function readImportedPhone(
  written: string,
  country: CountryCode,
): ImportedPhone | "phone_missing" | "phone_invalid" | "phone_scientific" {
  const text = firstOf(written);
  if (text === "") return "phone_missing";
  if (SCIENTIFIC.test(text)) return "phone_scientific";
  const phone = bestOf([parsePhoneNumberFromString(text, country), international(text)]);
  if (phone === undefined) return "phone_invalid";
  const full = withNinthDigit(phone);
  return { phoneNumber: full.number, isValid: full.isValid() };
}

const firstOf = (written: string) => (written.split(/:::|[;/|\n]/)[0] ?? "").replace(/^(?:tel|whatsapp):/i, "").trim();

/** With the country code but without its plus sign, as many systems write it. */
const international = (text: string) => parsePhoneNumberFromString(`+${text.replace(/\D/g, "")}`);

/** A valid one before a possible one. */
function bestOf(phones: readonly (PhoneNumber | undefined)[]): PhoneNumber | undefined {
  const read = phones.filter((phone) => phone !== undefined);
  return (
    read.find((phone) => phone.isValid()) ??
    read.find((phone) => withNinthDigit(phone).isValid()) ??
    read.find((phone) => phone.isPossible())
  );
}

function withNinthDigit(phone: PhoneNumber): PhoneNumber {
  const national = /^(\d{2})([6-9]\d{7})$/.exec(phone.nationalNumber);
  if (phone.countryCallingCode !== "55" || national === null || phone.isValid()) return phone;
  return parsePhoneNumberFromString(`+55${national[1]}9${national[2]}`) ?? phone;
}
