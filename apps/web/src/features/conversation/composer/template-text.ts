const place = /\{\{\s*[\w.]+\s*\}\}/g;

/** A template's text with its places filled in order; what has no value yet keeps its place. */
export function fillTemplate(body: string, values: readonly string[]): string {
  const order = [...new Set(body.match(place) ?? [])];
  return body.replace(place, (found) => values[order.indexOf(found)]?.trim() || found);
}
