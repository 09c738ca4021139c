/** A word, a compound (`PED-2024`) or a phrase in quotes, as it was written. */
export type SearchTerm = {
  readonly written: string;
  /** In quotes: exactly these words beside each other. */
  readonly isPhrase: boolean;
  /** Whether its last word is still being typed. */
  readonly isBeginning: boolean;
};

const term = /["“”„«]([^"“”„»]*)(["“”»]|$)|[^\s"“”„«]+/g;

/** What a person looks for. All terms have to be found. The last word is a beginning until a space or a quote ends it. */
export function searchTerms(q: string): SearchTerm[] {
  const text = q.replaceAll("\0", "");
  return [...text.matchAll(term)]
    .map((match) => {
      const [all, phrase, quote] = match;
      const isLast = match.index + all.length === text.length;
      return { written: phrase ?? all, isPhrase: phrase !== undefined, isBeginning: isLast && !quote };
    })
    .filter(({ written }) => /[\p{L}\p{N}]/u.test(written));
}

/** The last word of a term, and what stands before it. */
export function splitLastWord(written: string): { before: string; last: string } {
  const words = [...written.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const start = words.at(-1)?.index ?? 0;
  return { before: written.slice(0, start), last: words.at(-1)?.[0] ?? "" };
}
