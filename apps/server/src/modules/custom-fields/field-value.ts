import type { CustomField } from "@whatskovi/contract";
import { folded } from "../../platform/folded.ts";

const MAX_LENGTH = 2000;
const yes = new Set(["yes", "sim", "si", "sí", "s", "y", "true", "verdadeiro", "verdadero", "1", "x"]);
const no = new Set(["no", "nao", "não", "n", "false", "falso", "0"]);

/**
 * A value as it is kept, from how a person or a file writes it; null when the field cannot hold it. Numbers may have a comma or
 * a point, dates the day first, choices their name; see `CustomFieldValue` of the contract for what comes out. Of an empty text
 * nothing is kept: ask that first.
 */
export function readFieldValue(field: CustomField, written: string): string | null {
  const text = written.replaceAll("\0", "").trim();
  if (text === "" || text.length > MAX_LENGTH) return null;
  switch (field.kind) {
    case "TEXT":
      return text;
    case "NUMBER":
      return readNumber(text);
    case "DATE":
      return readDate(text);
    case "CHOICE":
      return readChoice(field, text);
    case "YES_NO":
      return readYesNo(text);
    case "LINK":
      return readLink(text);
  }
}

/** A value as a person reads it in a file: a choice by its name. The others are as they are kept. */
export function showFieldValue(field: CustomField, value: string, words: { yes: string; no: string }): string {
  if (field.kind === "CHOICE") return field.options.find((option) => option.id === value)?.label ?? "";
  if (field.kind === "YES_NO") return value === "" ? "" : value === "yes" ? words.yes : words.no;
  return value;
}

function readChoice({ options }: CustomField, text: string): string | null {
  const found = options.find(({ id, label }) => id === text || folded(label) === folded(text));
  return found?.id ?? null;
}

function readYesNo(text: string): string | null {
  const word = text.toLowerCase();
  if (yes.has(word)) return "yes";
  return no.has(word) ? "no" : null;
}

/** `1.234,56`, `1,234.56`, `1234,5` and `-12`. Of one separator alone the last three digits behind it decide nothing: it is the decimal one. */
function readNumber(text: string): string | null {
  const bare = text.replaceAll(/[\s\u00a0\u202f]/g, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(bare)) return null;
  const decimal = decimalSeparatorOf(bare);
  if (decimal === null) return null;
  const plain = decimal === "" ? bare.replaceAll(/[.,]/g, "") : withPoint(bare, decimal);
  if (!/^[+-]?\d+(?:\.\d+)?$|^[+-]?\.\d+$/.test(plain) || plain.replace(/\D/g, "").length > 30) return null;
  return canonicalNumber(plain);
}

const withPoint = (text: string, decimal: string) =>
  text.replaceAll(decimal === "," ? "." : ",", "").replace(decimal, ".");

/** The last kind of separator, when it stands once; none when one kind groups by thousands; null when neither reads well. */
function decimalSeparatorOf(text: string): "," | "." | "" | null {
  const kinds = new Set(text.replaceAll(/[^.,]/g, ""));
  if (kinds.size === 0) return "";
  const last = text.lastIndexOf(",") > text.lastIndexOf(".") ? "," : ".";
  const count = text.split(last).length - 1;
  if (count === 1) return last;
  return kinds.size === 1 &&
    text
      .split(last)
      .slice(1)
      .every((group) => /^\d{3}$/.test(group))
    ? ""
    : null;
}

/** Without a plus sign, needless zeros and an exponent: digits are never lost to a float. */
function canonicalNumber(plain: string): string {
  const sign = plain.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = plain.replace(/^[+-]/, "").split(".");
  const shownWhole = whole.replace(/^0+(?=\d)/, "") || "0";
  const shownFraction = fraction.replace(/0+$/, "");
  const number = shownFraction === "" ? shownWhole : `${shownWhole}.${shownFraction}`;
  return number === "0" ? "0" : `${sign}${number}`;
}

const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[T ].*)?$/;

function readDate(text: string): string | null {
  const dayFirst = DAY_FIRST.exec(text);
  const yearFirst = YEAR_FIRST.exec(text);
  const [year, month, day] = dayFirst !== null ? [dayFirst[3], dayFirst[2], dayFirst[1]] : (yearFirst?.slice(1) ?? []);
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : null;
}

/** Only what a browser may open: nothing that could run as a script. */
function readLink(text: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d/.test(text) ? text : `https://${text}`;
  if (/\s/.test(address) || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  const isHost = hostname.includes(".") || hostname === "localhost";
  return (protocol === "https:" || protocol === "http:") && isHost ? address : null;
}
