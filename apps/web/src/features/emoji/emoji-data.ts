import { folded } from "../../lib/format/index.ts";
import type { Locale } from "../../stores/preferences.ts";

export type Emoji = {
  readonly emoji: string;
  readonly name: string;
  readonly group: number;
  readonly isToned: boolean;
  /** Name and other words as they are compared, each behind a space. */
  readonly words: string;
};

type Row = readonly (string | number)[];

const sources: Readonly<Record<Locale, () => Promise<{ default: Row[] }>>> = {
  "pt-BR": () => import("./data/pt.json"),
  en: () => import("./data/en.json"),
  es: () => import("./data/es.json"),
};

const loaded = new Map<Locale, Promise<readonly Emoji[]>>();

async function read(locale: Locale): Promise<readonly Emoji[]> {
  const { default: rows } = await sources[locale]();
  return rows.map(([emoji, name, others, group, isToned]) => ({
    emoji: String(emoji),
    name: String(name),
    group: Number(group),
    isToned: isToned === 1,
    words: ` ${folded(`${name} ${others}`)}`,
  }));
}

/** All emoji with their names in a language, in their order. What could not be loaded is tried again the next time. */
export function loadEmoji(locale: Locale): Promise<readonly Emoji[]> {
  const known = loaded.get(locale);
  if (known !== undefined) return known;
  const book = read(locale);
  loaded.set(locale, book);
  book.catch(() => loaded.delete(locale));
  return book;
}

/** What people write most stands before the rest of its kind. */
const oftenUsed = new Set("😂❤🤣👍😭🙏😘🥰😍😊🎉😁💕🥺😅🔥🤦👏😢🤔");

/** Those of which every word is found: the usual ones first, whose name begins so before the others, then a word that begins so, then any place. */
export function searchEmoji(book: readonly Emoji[], query: string, most: number): Emoji[] {
  const wanted = folded(query)
    .trim()
    .split(/[\s_]+/)
    .filter(Boolean);
  if (wanted.length === 0) return [];
  const [first = ""] = wanted;
  const ranked: Emoji[][] = [[], [], [], []];
  for (const entry of book) {
    if (!wanted.every((word) => entry.words.includes(word))) continue;
    const isUsual = oftenUsed.has(entry.emoji.replace("\uFE0F", "")) && entry.words.includes(` ${first}`);
    const rank = entry.words.startsWith(` ${first}`) ? 1 : entry.words.includes(` ${first}`) ? 2 : 3;
    ranked[isUsual ? 0 : rank]?.push(entry);
  }
  return ranked.flat().slice(0, most);
}

const firstTone = 0x1f3fb;

/** The same in a skin tone, 1 to 5; 0 leaves it yellow. */
export function withTone({ emoji, isToned }: Emoji, tone: number): string {
  if (!isToned || tone === 0) return emoji;
  const [first = "", ...rest] = emoji;
  if (rest[0] === "\uFE0F") rest.shift();
  return `${first}${String.fromCodePoint(firstTone + tone - 1)}${rest.join("")}`;
}
