import type { Sql } from "../../platform/db/db.ts";
import { type SearchTerm, splitLastWord } from "./search-terms.ts";
import { readWordParts, type WordPart } from "./words.read-model.ts";
import { stemsWithin } from "./word-beginnings.ts";

/** What is asked of the words of a message, as the index of words takes it, and of its text. */
export type SearchWords = {
  /** A tsquery. */
  readonly query: string;
  /**
   * What the index is asked for: less than `query` where a short beginning would lead to half of everything, and of phrases every
   * two words beside each other as well, for it does not know places.
   */
  readonly indexed: string;
  /** Without the stems that a beginning may have: what is found by those must have a word with this beginning. */
  readonly strict: string;
  readonly beginning: string | null;
  /** Sequences of plain words that must stand in the text; the last word may be a beginning. */
  readonly phrases: readonly { readonly plain: string; readonly isBeginning: boolean }[];
  /** The stems that count as found, and beginnings of words that do. */
  readonly stems: readonly string[];
  readonly beginnings: readonly string[];
};

/** Below this a beginning alone leads to too many words. */
const usefulBeginning = 3;

/** Makes words of terms as the database makes words of messages. Null when nothing is left to look for. */
export async function readSearchWords(sql: Sql, terms: readonly SearchTerm[]): Promise<SearchWords | null> {
  const split = terms.map((term) => ({
    ...term,
    ...(term.isBeginning ? splitLastWord(term.written) : { before: term.written, last: "" }),
  }));
  const parts = await readWordParts(
    sql,
    split.flatMap(({ before, last }) => [before, last]),
  );
  const read = split
    .map(({ isPhrase }, index) => ({ isPhrase, before: parts[2 * index], last: parts[2 * index + 1] }))
    .map(({ isPhrase, before, last }) => readTerm(before ?? nothing, last ?? nothing, isPhrase))
    .filter(({ query }) => query !== "");
  if (read.length === 0) return null;
  const whole = read.filter(({ beginning }) => beginning === null || beginning.length >= usefulBeginning);
  const join = (queries: readonly string[]) => queries.map((query) => `(${query})`).join(" & ");
  return {
    query: join(read.map(({ query }) => query)),
    indexed: join((whole.length > 0 ? whole : read).map(({ query, pairs }) => [`(${query})`, ...pairs].join(" & "))),
    strict: join(read.map(({ strict }) => strict)),
    beginning: read.find(({ strict, query }) => strict !== query)?.beginning ?? null,
    phrases: read.flatMap(({ phrase }) => phrase ?? []),
    stems: read.flatMap(({ stems }) => stems),
    beginnings: read.flatMap(({ beginning }) => beginning ?? []),
  };
}

const nothing: WordPart = { plain: "", query: "", pairs: [] };

function readTerm(before: WordPart, last: WordPart, isPhrase: boolean) {
  const after = (query: string) =>
    before.query === "" ? query : query === "" ? before.query : `${before.query} <-> (${query})`;
  const stems = [...lexemesOf(before.query), ...lexemesOf(last.query)];
  const plain = `${before.plain} ${last.plain}`.trim();
  const isBeginning = last.query !== "";
  const pairs = isPhrase ? before.pairs.map(quoted) : [];
  const phrase = isPhrase && plain !== "" ? { plain, isBeginning } : null;
  if (!isBeginning) return { query: before.query, strict: before.query, pairs, beginning: null, phrase, stems };
  const begun = `${last.query} | ${quoted(last.plain)}:*`;
  const possible = isPhrase ? [] : stemsWithin(last.plain).map(quoted);
  return {
    query: after([begun, ...possible].join(" | ")),
    strict: after(begun),
    pairs,
    beginning: last.plain,
    phrase,
    stems,
  };
}

const quoted = (word: string) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** The words of a query as PostgreSQL prints it. */
const lexemesOf = (query: string): string[] =>
  [...query.matchAll(/'((?:[^']|'')*)'/g)].map(([, lexeme]) => (lexeme ?? "").replaceAll("''", "'"));
