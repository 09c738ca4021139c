import { settings } from "./settings.ts";

const ours = new Set<string>(Object.values(settings).map(({ name }) => name));

/** The environment for programs that we start: the machine's, without this product's own settings, for some are secrets. */
export function childEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const entries = Object.entries(environment).filter(([name]) => !ours.has(name) && !name.startsWith("WHATSKOVI_"));
  return Object.fromEntries(entries);
}
