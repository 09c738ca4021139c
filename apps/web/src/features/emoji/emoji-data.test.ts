// @vitest-environment node
import { describe, expect, test } from "vitest";
import { type Emoji, loadEmoji, searchEmoji, withTone } from "./emoji-data.ts";

const first = async (locale: "pt-BR" | "en" | "es", query: string) =>
  searchEmoji(await loadEmoji(locale), query, 8).map(({ emoji }) => emoji);

describe("an emoji is found by its name in each language", () => {
  test.each([
    ["pt-BR", "coracao", "❤️"],
    ["pt-BR", "polegar", "👍"],
    ["pt-BR", "aniversário", "🎂"],
    ["en", "thumbs", "👍"],
    ["es", "corazón", "❤️"],
    ["es", "pulgar", "👍"],
    ["pt-BR", "rocket", "🚀"],
  ] as const)("%s: %s", async (locale, query, emoji) => {
    expect((await first(locale, query)).map((one) => one.replace("\uFE0F", ""))).toContain(emoji.replace("\uFE0F", ""));
  });
});

test("what begins so comes first", async () => {
  const found = searchEmoji(await loadEmoji("pt-BR"), "sor", 20);
  expect(found.length).toBeGreaterThan(3);
  expect(found.every(({ words }) => words.includes(" sor"))).toBe(true);
});

test("nothing is found by nothing, and no more than was asked for", async () => {
  const book = await loadEmoji("en");
  expect(searchEmoji(book, "  ", 10)).toEqual([]);
  expect(searchEmoji(book, "a", 10)).toHaveLength(10);
  expect(searchEmoji(book, "xyzzy", 10)).toEqual([]);
});

test("a skin tone is one sign in the second place", () => {
  const hand: Emoji = { emoji: "☝️", name: "", group: 1, isToned: true, words: "" };
  expect(withTone(hand, 1)).toBe("☝🏻");
  expect(withTone({ ...hand, emoji: "👍" }, 5)).toBe("👍🏿");
  expect(withTone(hand, 0)).toBe("☝️");
  expect(withTone({ ...hand, emoji: "😀", isToned: false }, 3)).toBe("😀");
});

test("every language has the same ones", async () => {
  const [one, ...others] = await Promise.all((["pt-BR", "en", "es"] as const).map(loadEmoji));
  for (const other of others) expect(other.map(({ emoji }) => emoji)).toEqual(one?.map(({ emoji }) => emoji));
});
