const troublesome = /\\u0000|\\ud[89a-f]/i;

/**
 * The value with all its texts as PostgreSQL can store them: it takes neither NUL nor a half of a surrogate pair. Most values
 * have none and come back as they are.
 */
export function cleanTexts<Value>(value: Value): Value {
  const json = JSON.stringify(value);
  return json !== undefined && troublesome.test(json) ? (cleaned(value) as Value) : value;
}

/** One text as PostgreSQL can store it. */
export const cleanText = (text: string): string => text.replaceAll("\0", "").toWellFormed();

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleaned(inner)]));
}
