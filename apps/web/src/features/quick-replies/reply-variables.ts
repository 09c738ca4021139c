/** What a quick reply can name. */
export const variables = [
  "contact.firstName",
  "contact.name",
  "agent.name",
  "ticket.number",
  "queue.name",
  "greeting",
] as const;
export type Variable = (typeof variables)[number];

/** What is known of a conversation; null and empty are unknown. */
export type VariableValues = Readonly<Record<Variable, string | null>>;

/** `{{contact.firstName}}`, with `{{contact.firstName|cliente}}` for where it is unknown. */
const form = /\{\{\s*([\w.]+)\s*(?:\|([^{}]*))?\}\}/g;

const isVariable = (name: string): name is Variable => (variables as readonly string[]).includes(name);

/** The names in a text that mean nothing. */
export const unknownVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(form)].map(([, name = ""]) => name).filter((name) => !isVariable(name))),
];

/** What in a text has yet to be filled in by hand, as it stands there. */
export const openVariables = (text: string): string[] => [
  ...new Set([...text.matchAll(form)].map(([written]) => written)),
];

/** Fills in what is known, else what stands behind the bar. What is neither stays as it is, to be seen and filled by hand. */
export const fillVariables = (text: string, values: VariableValues): string =>
  text.replace(form, (written, name: string, fallback: string | undefined) => {
    const value = isVariable(name) ? values[name]?.trim() : undefined;
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
