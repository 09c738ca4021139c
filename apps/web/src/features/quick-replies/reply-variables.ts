import { folded } from "../../lib/format/index.ts";

/** What a quick reply can name, beside the company's own fields of contacts. */
export const variables = [
  "contact.firstName",
  "contact.name",
  "agent.name",
  "ticket.number",
  "queue.name",
  "greeting",
] as const;
export type Variable = (typeof variables)[number];

/** A field of contacts by its name, and what the contact has in it as a person reads it. */
export type FieldText = { readonly name: string; readonly text: string };

/** What is known of a conversation; null and empty are unknown. */
export type VariableValues = Readonly<Record<Variable, string | null>> & { readonly fields: readonly FieldText[] };

/** `{{contact.firstName}}`, with `{{contact.firstName|cliente}}` for where it is unknown; `{{field.Plano}}` for a field by its name. */
const form = /\{\{\s*(field\.[^{}|]*[^{}|\s]|[\w.]+)\s*(?:\|([^{}]*))?\}\}/g;
const fieldPrefix = "field.";

const isVariable = (name: string): name is Variable => (variables as readonly string[]).includes(name);

/** How a text names a field; null where its name would end the variable. */
export const fieldVariable = (fieldName: string): string | null =>
  /[{}|]/.test(fieldName) ? null : `${fieldPrefix}${fieldName.trim()}`;

/** Of two fields whose names differ in accents or case alone the one that is written so. */
function fieldOf<Field extends { readonly name: string }>(name: string, fields: readonly Field[]): Field | undefined {
  if (!name.startsWith(fieldPrefix)) return undefined;
  const wanted = name.slice(fieldPrefix.length).trim();
  return (
    fields.find((field) => field.name.trim() === wanted) ??
    fields.find((field) => folded(field.name.trim()) === folded(wanted))
  );
}

/** Whether a text names a field of contacts. */
export const namesField = (text: string): boolean =>
  text.includes("{{") && [...text.matchAll(form)].some(([, name = ""]) => name.startsWith(fieldPrefix));

/** The names in a text that mean nothing. */
export const unknownVariables = (text: string, fields: readonly { readonly name: string }[]): string[] => [
  ...new Set(
    [...text.matchAll(form)]
      .map(([, name = ""]) => name)
      .filter((name) => !isVariable(name) && fieldOf(name, fields) === undefined),
  ),
];

/** What in a text has yet to be filled in by hand, as it stands there. */
export const openVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(form)].map(([written]) => written)),
];

/** Fills in what is known, else what stands behind the bar. What is neither stays as it is, to be seen and filled by hand. */
export const fillVariables = (text: string, values: VariableValues): string =>
  text.replace(form, (written, name: string, fallback: string | undefined) => {
    const value = isVariable(name) ? values[name]?.trim() : fieldOf(name, values.fields)?.text.trim();
    return value || fallback?.trim() || written;
  });

const isPhone = (name: string) => /^[+\d\s().-]+$/.test(name);

/** A name by which one addresses somebody; null where only a phone is known. */
export function firstNameOf(name: string): string | null {
  const [first = ""] = name.trim().split(/\s+/);
  return first === "" || isPhone(name.trim()) ? null : first;
}

/** By the clock of who writes. */
export const timeOfDay = (hour: number): "morning" | "afternoon" | "evening" =>
  hour >= 5 && hour < 12 ? "morning" : hour >= 12 && hour < 18 ? "afternoon" : "evening";
