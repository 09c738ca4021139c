import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { locales } from "../stores/preferences.ts";

type Manifest = { lang: string; name: string; short_name: string; icons: { src: string; purpose?: string }[] };

const folder = path.resolve(import.meta.dirname, "../../public");
const read = (locale: string): Manifest =>
  JSON.parse(
    readFileSync(
      path.join(folder, locale === "pt-BR" ? "manifest.webmanifest" : `manifest.${locale}.webmanifest`),
      "utf8",
    ),
  );

test.each(locales)("the app can be installed in %s, and is the same app in every language", (locale) => {
  const { lang, name, short_name, ...manifest } = read(locale);
  const { shortcuts: _shortcuts, description: _description, ...same } = manifest as Record<string, unknown>;
  const { lang: _lang, shortcuts: _s, description: _d, ...first } = read("pt-BR") as Record<string, unknown>;
  expect(lang).toBe(locale);
  expect({ name, short_name, ...same }).toEqual(first);
});

test("every icon is there, one of them for phones that cut icons to a shape", () => {
  const { icons } = read("pt-BR");
  expect(icons.filter(({ src }) => !existsSync(path.join(folder, src)))).toEqual([]);
  expect(icons.map(({ purpose }) => purpose)).toContain("maskable");
});
