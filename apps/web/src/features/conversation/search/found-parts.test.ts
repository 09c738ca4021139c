// @vitest-environment node
import { expect, it } from "vitest";
import { foundParts } from "./found-parts.ts";

const marked = (text: string, query: string) =>
  foundParts(text, query)
    .map((part) => (part.isFound ? `[${part.text}]` : part.text))
    .join("");

it.each([
  ["Não é o preço, é o PREÇO.", "preco", "Não é o [preço], é o [PREÇO]."],
  ["João", "joao", "[João]"],
  ["coração", "ÇÃ", "cora[çã]o"],
  ["😀 olá 😀", "😀", "[😀] olá [😀]"],
  ["aaa", "aa", "[aa]a"],
  ["a.b", ".", "a[.]b"],
  ["nada", "tudo", "nada"],
  ["texto", "  ", "texto"],
  ["", "x", ""],
])("%j looked through for %j is %j", (text, query, expected) => {
  expect(marked(text, query)).toBe(expected);
});
