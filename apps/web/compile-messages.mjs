import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import compile from "icu-minify/compile";

const compiled = (messages) =>
  Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [key, typeof value === "string" ? compile(value) : compiled(value)]),
  );

/** The files that a catalogue is put together from, itself among them. */
async function partsOf(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, place] of (await readFile(file, "utf8")).matchAll(/from "(\.[^"]+)"/g))
    await partsOf(path.resolve(path.dirname(file), place), found);
  return found;
}

/**
 * Makes a catalogue of sentences into one whose sentences are parsed already, so that no browser has to load the parser. What
 * reads them is `use-intl/format-message/format-only`.
 */
export default async function compileMessages() {
  for (const part of await partsOf(this.resourcePath)) this.addDependency(part);
  const { default: messages } = await import(pathToFileURL(this.resourcePath).href);
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(compiled(messages)))});`;
}
