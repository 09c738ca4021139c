import type { Sql } from "../../platform/db/db.ts";

/** A text as the database makes words of it: its plain words, the query for them beside each other, and a mark for every two. */
export type WordPart = { readonly plain: string; readonly query: string; readonly pairs: readonly string[] };

/** What messages and searches share is decided in the database alone: how words are read. */
export async function readWordParts(sql: Sql, written: readonly string[]): Promise<WordPart[]> {
  return sql.query<WordPart>(
    `SELECT "plainWords"("written") AS "plain", "wordsQuery"("written")::text AS "query",
            "wordPairs"("plainWords"("written")) AS "pairs"
     FROM unnest($1::text[]) WITH ORDINALITY AS part("written", "place") ORDER BY "place"`,
    [written],
    "read word parts",
  );
}

/** Those of the words that have one of the stems, or begin as told. */
export async function listMatchingWords(
  sql: Sql,
  words: readonly string[],
  { stems, beginnings }: { readonly stems: readonly string[]; readonly beginnings: readonly string[] },
): Promise<string[]> {
  const found = await sql.query<{ word: string }>(
    `SELECT "word" FROM unnest($1::text[]) AS list("word")
     WHERE tsvector_to_array(to_tsvector('public.message_words', "stemmable"("plainWords"("word")))) && $2::text[]
        OR "plainWords"("word") LIKE ANY (SELECT "beginning" || '%' FROM unnest($3::text[]) AS begun("beginning"))`,
    [words, stems, beginnings],
    "list matching words",
  );
  return found.map(({ word }) => word);
}
