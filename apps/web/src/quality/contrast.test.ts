// @vitest-environment node
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

type Color = readonly [lightness: number, chroma: number, hue: number];

const tokens = readFileSync(path.resolve(import.meta.dirname, "../styles/tokens.css"), "utf8");

function colorOf(token: string, theme: "light" | "dark"): Color {
  const pair = new RegExp(`--color-${token}: light-dark\\(oklch\\(([^)]*)\\), oklch\\(([^)]*)\\)\\)`).exec(tokens);
  const written = pair?.[theme === "light" ? 1 : 2];
  if (written === undefined) throw new Error(`no colour ${token}`);
  const [lightness = 0, chroma = 0, hue = 0] = written.split(/[\s/]+/).map(Number);
  return [lightness, chroma, hue];
}

/** Relative luminance of OKLCH, by Björn Ottosson's matrices (bottosson.github.io/posts/oklab). */
function luminance([lightness, chroma, hue]: Color): number {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const inGamut = (value: number) => Math.min(1, Math.max(0, value));
  const red = inGamut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = inGamut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = inGamut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Color, other: Color): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const surfaces = ["canvas", "surface", "raised", "hover", "selected"];
const texts = ["ink", "ink-soft", "ink-faint", "accent-ink", "danger-ink"];

const pairs = [
  ...surfaces.flatMap((surface) => texts.map((text) => [text, surface] as const)),
  ...["ink", "ink-soft", "ink-faint", "accent-ink"].flatMap((text) => [
    [text, "bubble-in"] as const,
    [text, "bubble-out"] as const,
  ]),
  ["on-accent", "accent"] as const,
  ["on-accent", "accent-hover"] as const,
  ["on-accent", "danger"] as const,
  ["accent-ink", "accent-soft"] as const,
  ["note-ink", "note"] as const,
  ["ink", "note"] as const,
  ["note-ink", "surface"] as const,
  ["danger-ink", "danger-soft"] as const,
  ...[1, 2, 3, 4, 5, 6].map((tint) => ["tint-ink", `tint-${tint}`] as const),
];

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each(pairs)("%s can be read on %s", (text, surface) => {
    expect(contrast(colorOf(text, theme), colorOf(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });
});
