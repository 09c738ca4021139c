import type { Contact, CustomField } from "@whatskovi/contract";
import { shortDateOf } from "../../lib/format/dates.ts";
import type { Locale } from "../../stores/preferences.ts";

/** A value as the reader writes it: numbers with their comma, dates in their order, a choice by its name. */
export function readableValue(
  field: CustomField,
  value: string,
  { locale, yes, no }: { locale: Locale; yes: string; no: string },
): string {
  if (value === "") return "";
  if (field.kind === "NUMBER") return locale === "en" ? value : value.replace(".", ",");
  if (field.kind === "DATE") return shortDateOf(locale, `${value}T12:00:00`);
  if (field.kind === "CHOICE") return field.options.find(({ id }) => id === value)?.label ?? "";
  if (field.kind === "YES_NO") return value === "yes" ? yes : no;
  return value;
}

/** What a contact has in a field; empty when it has nothing. */
export const valueIn = (contact: Pick<Contact, "customFields">, fieldId: string): string =>
  contact.customFields.find((value) => value.fieldId === fieldId)?.value ?? "";
