// @vitest-environment node
import { parseSync, Visitor } from "oxc-parser";
import { expect, test } from "vitest";
import { type Source, sourcesOf } from "./sources.ts";

/** Attributes whose text reaches a person. */
const spoken = new Set([
  "label",
  "title",
  "placeholder",
  "aria-label",
  "aria-description",
  "alt",
  "text",
  "hint",
  "description",
  "confirmLabel",
  "saveLabel",
]);

/** The same in every language. */
const sameEverywhere = new Set(["+55 11 98765-4321"]);

const saysSomething = (text: string) => /\p{L}{2,}/u.test(text) && !sameEverywhere.has(text.trim());

function rawStrings({ file, text }: Source): string[] {
  const found: string[] = [];
  const visitor = new Visitor({
    JSXText: (node) => {
      if (saysSomething(node.value)) found.push(`${file}: ${node.value.trim()}`);
    },
    JSXAttribute: (node) => {
      const value = node.value;
      if (node.name.type !== "JSXIdentifier" || !spoken.has(node.name.name) || value?.type !== "Literal") return;
      if (typeof value.value === "string" && saysSomething(value.value))
        found.push(`${file}: ${node.name.name}="${value.value}"`);
    },
    JSXExpressionContainer: (node) => {
      const { expression } = node;
      if (
        expression.type === "Literal" &&
        typeof expression.value === "string" &&
        saysSomething(expression.value) &&
        text[node.start - 1] === ">"
      ) {
        found.push(`${file}: {"${expression.value}"}`);
      }
    },
  });
  visitor.visit(parseSync(file, text).program);
  return found;
}

test("no component says anything in words of its own: sentences belong into the feature's messages", () => {
  expect(sourcesOf("**/*.tsx").flatMap(rawStrings)).toEqual([]);
});

test("the scan sees raw words", () => {
  const text = 'const A = () => <p title="Fechar">Olá a todos {"mundo"}<b>{"mundo"}</b></p>;';
  expect(rawStrings({ file: "a.tsx", text })).toEqual([
    'a.tsx: title="Fechar"',
    "a.tsx: Olá a todos",
    'a.tsx: {"mundo"}',
  ]);
});
