import { folded } from "../../../lib/format/index.ts";

/** A text cut where it holds what is looked for; accents and case do not count. */
export function foundParts(text: string, query: string): { text: string; isFound: boolean }[] {
  const wanted = [...query].map(folded).join("").trim();
  if (wanted === "" || text === "") return [{ text, isFound: false }];
  const signs = [...text];
  const letters = signs.map(folded);
  const whole = letters.join("");
  /** At which sign of the text each letter of the folded one stands. */
  const origins = letters.flatMap((letter, index) => Array.from({ length: letter.length }, () => index));
  const parts: { text: string; isFound: boolean }[] = [];
  const add = (from: number, to: number, isFound: boolean) => {
    if (to > from) parts.push({ text: signs.slice(from, to).join(""), isFound });
  };
  let done = 0;
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) {
    const from = Math.max(done, origins[at] ?? done);
    const to = (origins[at + wanted.length - 1] ?? from) + 1;
    add(done, from, false);
    add(from, to, true);
    done = to;
  }
  add(done, signs.length, false);
  return parts;
}
