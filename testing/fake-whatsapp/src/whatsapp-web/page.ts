import { readFile } from "node:fs/promises";
import type { Behaviour } from "./types.ts";

/** In the order of a reader; only the first has to be first. */
const SCRIPTS = [
  "loader",
  "models",
  "keys",
  "line",
  "session",
  "pairing",
  "collections",
  "people",
  "chats",
  "reactions",
  "receiving",
  "sending",
  "media",
  "boot",
];

/** The versions between which the ids of messages changed. */
export const VERSIONS: Record<Behaviour["keyProperty"], string> = {
  _serialized: "2.3000.1040000000",
  $1: "2.3000.1048000000",
};

export type PageSettings = {
  readonly version: string;
  readonly keyProperty: Behaviour["keyProperty"];
  readonly removedModules: readonly string[];
  readonly controlUrl: string;
};

const document = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>WhatsApp Web (stand-in)</title></head><body>\n${body}\n</body></html>\n`;

/** What a browser gets that WhatsApp thinks too old: no application at all. */
export const UNSUPPORTED_BROWSER = document("<h1>Update your browser to use WhatsApp Web</h1>");

/** The whole application in one document, put together from the scripts in `page/`. */
export async function assemblePage(settings: PageSettings): Promise<string> {
  const scripts = await Promise.all(
    SCRIPTS.map((name) => readFile(new URL(`page/${name}.js`, import.meta.url), "utf8")),
  );
  const parts = [`window.fakeWhatsApp = ${JSON.stringify(settings)};`, ...scripts, "void window.startFakeWhatsApp();"];
  return document(parts.map((script) => `<script>\n${script}</script>`).join("\n"));
}
