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

test("Portuguese does not shout", () => {
  expect([...portuguese].filter(([, sentence]) => sentence.includes("!"))).toEqual([]);
});
