import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const outFolder = fileURLToPath(new URL("../../apps/web/out", import.meta.url));

/** The JavaScript that the inbox's page asks for before anybody does anything, gzipped. */
export async function benchWeb() {
  const html = await readFile(path.join(outFolder, "tickets.html"), "utf8").catch(() => {
    throw new Error("the web app is not built: run `npm start` once, or `npm run build -w apps/web`");
  });
  const files = new Set([...html.matchAll(/(?:src|href)="(\/_next\/[^"]+\.js)"/g)].map((match) => match[1] ?? ""));
  // Old browsers alone load what is marked `noModule`.
  for (const match of html.matchAll(/<script[^>]*\bnoModule\b[^>]*>/gi)) {
    const source = /src="([^"]+)"/.exec(match[0])?.[1];
    if (source !== undefined) files.delete(source);
  }
  let raw = 0;
  let gzip = 0;
  for (const file of files) {
    const bytes = await readFile(path.join(outFolder, file));
    raw += bytes.length;
    gzip += gzipSync(bytes, { level: 9 }).length;
  }
  const kilobytes = (bytes: number) => Math.round(bytes / 102.4) / 10;
  return {
    files: files.size,
    kilobytes: kilobytes(raw),
    gzipKilobytes: kilobytes(gzip),
    targetKilobytes: 250,
    ratio: Math.round((gzip / 1024 / 250) * 100) / 100,
  };
}
