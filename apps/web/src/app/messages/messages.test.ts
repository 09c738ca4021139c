// @vitest-environment node
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import en from "./en.ts";
import es from "./es.ts";
import source from "./pt-BR.ts";

type Tree = { readonly [key: string]: string | Tree };

function sentences(tree: Tree, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") found.set(at, value);
    else for (const entry of sentences(value, at)) found.set(...entry);
  }
  return found;
}

/** `{name}` and the subject of `{count, plural, …}`; what stands inside the branches may differ between languages. */
function argumentsOf(sentence: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [index, character] of [...sentence].entries()) {
    if (character === "{" && depth === 0) names.push(/^\{\s*(\w+)/.exec(sentence.slice(index))?.[1] ?? "");
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
  }
  return [...new Set(names)].toSorted();
}

const portuguese = sentences(source);

describe.each([
  ["en", sentences(en)],
  ["es", sentences(es)],
])("%s", (_locale, translated) => {
  test("says everything that Portuguese says, and nothing else", () => {
    expect([...translated.keys()].toSorted()).toEqual([...portuguese.keys()].toSorted());
  });

  test("speaks of the same things in every sentence", () => {
    const different = [...portuguese].filter(
      ([key, sentence]) => String(argumentsOf(sentence)) !== String(argumentsOf(translated.get(key) ?? "")),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test("leaves no sentence empty", () => {
    expect([...translated].filter(([, sentence]) => sentence.trim() === "")).toEqual([]);
  });
});

const everyLanguage = [
  ["pt-BR", source, portuguese],
  ["en", en, sentences(en)],
  ["es", es, sentences(es)],
] as const;

/** A number that stands for itself: units are written short, and a place in a row has no plural. */
const isMeasure = (key: string) => /^format\.|\.place(OfMany)?$/.test(key);

describe.each(everyLanguage)("%s counts", (locale, messages, said) => {
  const counting = [...said].filter(([key, sentence]) => /\{\s*count\b/.test(sentence) && !isMeasure(key));

  test("with a plural wherever something is counted", () => {
    const flat = counting.filter(([, sentence]) => !/\{\s*count\s*,\s*plural\s*,/.test(sentence));
    // Said of limits alone, which are never one.
    expect(flat.map(([key]) => key)).toEqual(["composer.tooManyFiles"]);
  });

  test("with both forms in each plural, and a number in the one that says how many", () => {
    const lame = [...said].filter(
      ([, sentence]) => sentence.includes(", plural,") && !/\bone \{[^]*\bother \{/.test(sentence),
    );
    expect(lame.map(([key]) => key)).toEqual([]);
  });

  test("nothing, one, two and a million without an error or a hole", () => {
    const failures: string[] = [];
    const t = createTranslator({
      locale,
      messages: messages as typeof source,
      onError: (error) => failures.push(error.message),
    }) as unknown as (key: string, values: Record<string, unknown>) => string;
    for (const [key, sentence] of counting) {
      const names = [...sentence.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name = ""]) => name);
      for (const count of [0, 1, 2, 1_000_000]) {
        const values = Object.fromEntries(
          names.map((name) => [name, name === "count" || name === "done" ? count : name]),
        );
        const shown = t(key, values);
        if (/[{}#]/.test(shown)) failures.push(`${key}: ${shown}`);
        const separator = locale === "en" ? "," : ".";
        if (count === 1_000_000 && /1\D?000/.test(shown) && !shown.includes(`1${separator}000${separator}000`))
          failures.push(`${key}: ${shown}`);
      }
    }
    expect(failures).toEqual([]);
  });
});

test.each([
  [0, "0 não lida", "0 unread", "0 no leídos"],
  [1, "1 não lida", "1 unread", "1 no leído"],
  [2, "2 não lidas", "2 unread", "2 no leídos"],
  [1234, "1.234 não lidas", "1,234 unread", "1234 no leídos"],
])("%i unread", (count, ...said) => {
  const heard = everyLanguage.map(([locale, messages]) =>
    createTranslator({ locale, messages: messages as typeof source })("inbox.row.unread", { count }),
  );
  expect(heard).toEqual(said);
});

test("what a language lacks is found", () => {
  const { title: _, ...rest } = en.inbox;
  const lacking = sentences({ ...en, inbox: rest } as never);
  expect([...portuguese.keys()].filter((key) => !lacking.has(key))).toEqual(["inbox.title"]);
});

test("Portuguese does not shout", () => {
  expect([...portuguese].filter(([, sentence]) => sentence.includes("!"))).toEqual([]);
});
