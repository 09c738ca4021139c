import type { Parameters } from "./parameters.ts";

const PHONE_LIKE = /^\+?[\d\s().-]+$/;
const WITH_NINTH_DIGIT = /^((?:55)?(?:\d{2})?)9([6-9]\d{7})$/;
const WITHOUT_NINTH_DIGIT = /^((?:55)?\d{2})([6-9]\d{7})$/;

/**
 * The fragments that somebody may mean: the text as it is; of a phone, however it is written, its digits, with and without
 * Brazil's ninth digit, because WhatsApp knows some numbers without it.
 */
export function searchFragments(written: string): string[] {
  const text = written.replaceAll("\0", "").trim().replace(/\s+/g, " ");
  if (!PHONE_LIKE.test(text)) return text === "" ? [] : [text];
  const digits = text.replace(/\D/g, "");
  const variants = [digits.replace(WITH_NINTH_DIGIT, "$1$2"), digits.replace(WITHOUT_NINTH_DIGIT, "$19$2")];
  return [...new Set([text, digits, ...variants])].filter((fragment) => fragment !== "");
}

/**
 * Whether a text contains one of the fragments; accents and case do not count, `%` and `_` are letters like others. `text` is SQL,
 * and fast where a trigram index stands on `"searchable"(text)`.
 */
export function contains(text: string, fragments: readonly string[], { bind }: Parameters): string {
  const conditions = fragments.map((fragment) => `"searchable"(${text}) LIKE ${patternOf(bind(fragment, "text"))}`);
  return `(${conditions.join(" OR ")})`;
}

/** Escaped after it was unaccented, for that turns a full-width `％` into `%`. */
const patternOf = (fragment: string) =>
  String.raw`'%' || replace(replace(replace("searchable"(${fragment}), '\', '\\'), '%', '\%'), '_', '\_') || '%'`;
