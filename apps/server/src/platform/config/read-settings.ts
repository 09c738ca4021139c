import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { StartError } from "../errors/start-error.ts";
import type { Setting } from "./setting.ts";
import { settings, type Settings } from "./settings.ts";

const prefix = "WHATSKOVI_";
const known: readonly Setting<unknown>[] = Object.values(settings);

type Variables = Readonly<Record<string, string | undefined>>;

/** The process's variables, over those of a `.env` file (which may be absent). */
export function readEnvironment(dotenvFile: string, environment: Variables = process.env): Variables {
  let text: string;
  try {
    text = readFileSync(dotenvFile, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return environment;
    throw new StartError(`The settings in ${dotenvFile} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  const fromFile = parseEnv(text);
  for (const name of Object.keys(fromFile)) {
    if (!isKnown(name)) throw new StartError(unknownSentence(name, `in ${dotenvFile}`));
  }
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== "");
  return { ...fromFile, ...Object.fromEntries(given) };
}

/**
 * Checks the variables against the list. An empty variable counts as not set; `WHATSKOVI_PORT` wins over `PORT`.
 * Throws `StartError` with one sentence that names the variable.
 */
export function readSettings(variables: Variables): Settings {
  for (const name of Object.keys(variables)) {
    if (name.startsWith(prefix) && !isKnown(name)) throw new StartError(unknownSentence(name, "in the environment"));
  }
  const values = Object.entries<Setting<unknown>>(settings).map(([key, setting]) => [key, readOne(setting, variables)]);
  const result = Object.fromEntries(values) as Settings;
  if (result.environment === "production") {
    refuseWeakSecret(settings.jwtSecret, result.jwtSecret);
    refuseWeakSecret(settings.encryptionKey, result.encryptionKey);
  }
  return result;
}

function readOne(setting: Setting<unknown>, variables: Variables): unknown {
  const name = variables[prefix + setting.name] ? prefix + setting.name : setting.name;
  const text = variables[name] || setting.fallback;
  if (text === undefined) return undefined;
  const parsed = setting.schema.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new StartError(`${name} must be ${setting.expects}${setting.isSecret ? "." : `, not "${text}".`}`);
}

function refuseWeakSecret(setting: Setting<unknown>, secret: string | undefined): void {
  if (secret === undefined) return;
  const isExample = /change.?me|your.?secret|secret.?key|example|password|placeholder|troque/i.test(secret);
  if (secret.length >= 32 && new Set(secret).size >= 10 && !isExample) return;
  throw new StartError(
    `${setting.name} is too weak: give at least 32 random characters (openssl rand -base64 32), or leave it out and one ` +
      "is made for you.",
  );
}

const isKnown = (name: string) => known.some((setting) => setting.name === name || prefix + setting.name === name);

function unknownSentence(name: string, place: string): string {
  const plain = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const near = known.map((setting) => setting.name).filter((candidate) => distance(candidate, plain) <= 3);
  const closest = near.sort((a, b) => distance(a, plain) - distance(b, plain))[0];
  const hint = closest === undefined ? ".env.example lists all settings" : `did you mean ${closest}?`;
  return `${name} ${place} is not a setting of WhatsKovi: ${hint}${closest === undefined ? "." : ""}`;
}

/** How many letters must be added, dropped or replaced to make one word of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
