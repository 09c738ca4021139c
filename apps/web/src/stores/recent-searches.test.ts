import { afterEach, expect, test } from "vitest";
import { forgetSearches, keepSearch, recentSearches, withSearch } from "./recent-searches.ts";

afterEach(forgetSearches);

test("newest first, each once, eight at most", () => {
  expect(withSearch(["boleto", "nota"], " Nota ")).toEqual(["Nota", "boleto"]);
  expect(withSearch(["boleto"], "  ")).toEqual(["boleto"]);
  expect(withSearch(["1", "2", "3", "4", "5", "6", "7", "8"], "9")).toEqual(["9", "1", "2", "3", "4", "5", "6", "7"]);
});

test("they are of one person, and gone when forgotten", () => {
  keepSearch("ana", "boleto");
  expect(recentSearches("ana")).toEqual(["boleto"]);
  expect(recentSearches("bia")).toEqual([]);
  forgetSearches();
  expect(recentSearches("ana")).toEqual([]);
});

test("what is spoiled counts for nothing", () => {
  localStorage.setItem("whatskovi.recent-searches", "{");
  expect(recentSearches("ana")).toEqual([]);
});
