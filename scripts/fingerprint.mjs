import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inProduct } from "./places.mjs";

/** A hash of the contents of files and folders, named from the product's folder. */
export function fingerprint(places) {
  const hash = createHash("sha256");
  for (const file of places.flatMap(filesIn))
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProduct(file)))
      .update("\0");
  return hash.digest("hex");
}

/** Whether what was made from the sources is still theirs; `markMade` says that it now is. */
export function isMadeFrom(markFile, print) {
  return existsSync(inProduct(markFile)) && readFileSync(inProduct(markFile), "utf8") === print;
}

export function markMade(markFile, print) {
  mkdirSync(path.dirname(inProduct(markFile)), { recursive: true });
  writeFileSync(inProduct(markFile), print);
}

const madeFolders = new Set(["node_modules", "out", ".next", "coverage"]);

function filesIn(place) {
  if (!existsSync(inProduct(place))) return [];
  if (statSync(inProduct(place)).isFile()) return [place];
  return readdirSync(inProduct(place), { withFileTypes: true })
    .filter(
      (entry) => !madeFolders.has(entry.name) && !/\.(test\.tsx?|tsbuildinfo)$|^next-env\.d\.ts$/.test(entry.name),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesIn(path.join(place, entry.name)));
}
