import { expect, test } from "vitest";
import { searchTerms, splitLastWord } from "./search-terms.ts";
import { stemsWithin } from "./word-beginnings.ts";

const read = (q: string) =>
  searchTerms(q).map(
    ({ written, isPhrase, isBeginning }) => `${isPhrase ? `"${written}"` : written}${isBeginning ? "…" : ""}`,
  );

test.each([
  ["boleto", ["boleto…"]],
  ["boleto ", ["boleto"]],
  ["meu boleto", ["meu", "boleto…"]],
  ['"segunda via" bol', ['"segunda via"', "bol…"]],
  ['"segunda v', ['"segunda v"…']],
  ["“segunda via”", ['"segunda via"']],
  ["«prazo» hoje ", ['"prazo"', "hoje"]],
  ["PED-2024/7", ["PED-2024/7…"]],
  ['"" - 👍 ', []],
  ["o'neil \0x", ["o'neil", "x…"]],
])("%j is read as %j", (q, terms) => {
  expect(read(q)).toEqual(terms);
});

test("the last word of a compound is apart", () => {
  expect(splitLastWord("PED-2024")).toEqual({ before: "PED-", last: "2024" });
  expect(splitLastWord("não")).toEqual({ before: "", last: "não" });
});

test("a word whose ending is being typed may have shorter stems, and only by endings that there are", () => {
  expect(stemsWithin("atendime")).toContain("atend");
  expect(stemsWithin("pedro")).toEqual(["pedr"]);
  expect(stemsWithin("98765")).toEqual([]);
});
