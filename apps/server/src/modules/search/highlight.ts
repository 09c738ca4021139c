import type { TextPart } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { folded } from "../../platform/folded.ts";
import type { SearchWords } from "./search-words.ts";
import { listMatchingWords } from "./words.read-model.ts";

/** Which words of texts are matches: those in the set, as they are written. */
export type MatchedWords = ReadonlySet<string>;

const words = /[\p{L}\p{N}\p{M}]+/gu;

/** Asks the database, which alone knows stems, about the words of texts that may be matches. */
export async function findMatchedWords(sql: Sql, texts: readonly string[], search: SearchWords): Promise<MatchedWords> {
  const starts = [...search.stems, ...search.beginnings].map((word) => word.slice(0, 2));
  const written = [...new Set(texts.flatMap((text) => text.match(words) ?? []))];
  const possible = written.filter((word) => starts.some((start) => folded(word).startsWith(folded(start))));
  if (possible.length === 0) return new Set();
  return new Set(await listMatchingWords(sql, possible, search));
}

const around = 60;
const most = 200;

/** The text around its first match, in parts. */
export function excerptOf(text: string, matched: MatchedWords): TextPart[] {
  const line = text.replace(/\s+/g, " ").trim();
  const first = [...line.matchAll(words)].find(([word]) => matched.has(word))?.index ?? 0;
  const start = first <= around ? 0 : wordStart(line, first - around);
  const end = line.length - start <= most ? line.length : wordEnd(line, start + most);
  const parts = partsOf(line.slice(start, end).toWellFormed(), matched);
  return joined([...(start > 0 ? [cut] : []), ...parts, ...(end < line.length ? [cut] : [])]);
}

const cut: TextPart = { text: "…", isMatch: false };

/** The whole text in parts. */
export function partsOf(text: string, matched: MatchedWords): TextPart[] {
  const parts: TextPart[] = [];
  let last = 0;
  for (const match of text.matchAll(words)) {
    if (!matched.has(match[0])) continue;
    parts.push({ text: text.slice(last, match.index), isMatch: false }, { text: match[0], isMatch: true });
    last = match.index + match[0].length;
  }
  return joined([...parts, { text: text.slice(last), isMatch: false }]);
}

/** Neighbours of one kind become one part; empty ones go. */
const joined = (parts: readonly TextPart[]): TextPart[] =>
  parts.reduce<TextPart[]>((all, part) => {
    const last = all.at(-1);
    if (part.text === "") return all;
    if (last?.isMatch === part.isMatch) return [...all.slice(0, -1), { ...last, text: last.text + part.text }];
    return [...all, part];
  }, []);

function wordStart(text: string, from: number): number {
  const space = text.indexOf(" ", from);
  return space < 0 || space - from > around ? from : space + 1;
}

function wordEnd(text: string, from: number): number {
  const space = text.lastIndexOf(" ", from);
  return from - space > around ? from : space;
}
