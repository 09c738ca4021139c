/**
 * Makes `pt.json`, `en.json` and `es.json` from the package emojibase-data (MIT): an emoji, its name, its other words, its group,
 * and whether it takes a skin tone. The package itself holds 49 MB of which this is what we use: see docs/adr/0030.
 *
 *   npm pack emojibase-data@17.0.0 && tar xzf emojibase-data-17.0.0.tgz && node make-data.mjs package
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const from = process.argv[2];
if (from === undefined) throw new Error("where the unpacked package is");

/** Groups of emojibase as we show them; 2 are components, which are no emoji by themselves. */
const groups = new Map([
  [0, 0],
  [1, 1],
  [3, 2],
  [4, 3],
  [5, 4],
  [6, 5],
  [7, 6],
  [8, 7],
  [9, 8],
]);
/** Later ones are boxes on many a phone. */
const newestVersion = 15.1;

const withTone = (emoji, tone) => {
  const [first = "", ...rest] = emoji;
  if (rest[0] === "\uFE0F") rest.shift();
  return `${first}${String.fromCodePoint(0x1f3fa + tone)}${rest.join("")}`;
};

for (const language of ["pt", "en", "es"]) {
  const all = JSON.parse(readFileSync(path.join(from, language, "data.json"), "utf8"));
  const english = JSON.parse(readFileSync(path.join(from, "en", "shortcodes", "github.json"), "utf8"));
  const rows = all
    .filter(({ group, version }) => groups.has(group) && version <= newestVersion)
    .toSorted((one, other) => groups.get(one.group) - groups.get(other.group) || one.order - other.order)
    .map(({ hexcode, emoji: written, label, tags = [], group, skins = [] }) => {
      // Where the picture is what everybody shows, the sign that asks for it is one too many.
      const emoji = written.replace(/^(\p{Emoji_Presentation})\uFE0F$/u, "$1");
      const single = skins.filter(({ tone }) => typeof tone === "number");
      const isToned = single.length === 5 && single.every(({ emoji: toned, tone }) => toned === withTone(emoji, tone));
      const words = new Set([...tags, ...[english[hexcode] ?? []].flat()].map((word) => word.replaceAll("_", " ")));
      words.delete(label);
      return [emoji, label, [...words].join(" "), groups.get(group), ...(isToned ? [1] : [])];
    });
  writeFileSync(
    path.join(import.meta.dirname, `${language}.json`),
    `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`,
  );
}
