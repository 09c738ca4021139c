import { type CustomField, Email, type ImportSettings, type RejectionReason } from "@whatskovi/contract";
import type { CountryCode } from "libphonenumber-js/max";
import { readCell } from "../../platform/csv/index.ts";
import { type FieldChange, readFieldValue } from "../custom-fields/index.ts";
import { type ImportedPhone, readImportedPhone } from "./read-phone.ts";

/** A row of the file as it is meant. What is empty there is null: it changes nothing. */
export type ImportRow = {
  /** From 1, in the file. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly phone: ImportedPhone | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly notes: string | null;
  readonly tags: readonly string[];
  readonly values: readonly (FieldChange & { readonly value: string })[];
  /** Why it cannot be stored, the first reason found. */
  readonly reason: RejectionReason | null;
};

const NAME_LENGTH = 120;
const NOTES_LENGTH = 4000;
const TAG_LENGTH = 120;
const MAX_TAGS = 50;

/** Reads a row by the settings: several columns of a name are joined, of phones and e-mails the first that is there counts. */
export function readRow(
  row: number,
  cells: readonly string[],
  settings: ImportSettings,
  fields: readonly CustomField[],
): ImportRow {
  const of = (target: string) =>
    settings.mapping.flatMap((mapped, column) => {
      const text = mapped === target ? readCell(cells[column] ?? "").trim() : "";
      return text === "" ? [] : [text];
    });
  const phones = of("phone").map((text) => readImportedPhone(text, settings.country as CountryCode));
  const phone = phones.find((one) => typeof one === "object") ?? phones[0] ?? "phone_missing";
  const name = of("name").join(" ").replace(/\s+/g, " ");
  const notes = of("notes").join("\n");
  const email = of("email")[0];
  const parsedEmail = email === undefined ? undefined : Email.safeParse(email);
  const values = readValues(fields, of);
  return {
    row,
    cells,
    phone: typeof phone === "object" ? phone : null,
    name: name === "" ? null : name,
    email: parsedEmail?.success === true ? parsedEmail.data : null,
    notes: notes === "" ? null : notes,
    tags: tagsOf(of("tags")),
    values: values.filter((value) => value !== null),
    reason: firstReason([
      [typeof phone === "string", phone as RejectionReason],
      [name.length > NAME_LENGTH, "name_too_long"],
      [parsedEmail?.success === false, "email_invalid"],
      [notes.length > NOTES_LENGTH, "notes_too_long"],
      [values.includes(null), "field_invalid"],
    ]),
  };
}

const firstReason = (reasons: readonly (readonly [boolean, RejectionReason])[]): RejectionReason | null =>
  reasons.find(([holds]) => holds)?.[1] ?? null;

/** Null for a value that its field cannot hold. */
function readValues(fields: readonly CustomField[], of: (target: string) => string[]) {
  return fields.flatMap((field) => {
    const written = of(`field:${field.id}`)[0];
    if (written === undefined) return [];
    const value = readFieldValue(field, written);
    return [value === null ? null : { fieldId: field.id, value }];
  });
}

function tagsOf(cells: readonly string[]): string[] {
  const names = cells.flatMap((cell) => cell.split(/[,;|]/)).map((name) => name.trim().slice(0, TAG_LENGTH));
  const seen = new Map(names.filter((name) => name !== "").map((name) => [name.toLowerCase(), name]));
  return [...seen.values()].slice(0, MAX_TAGS);
}
