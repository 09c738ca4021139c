import type { Setting } from "./setting.ts";
import { settings } from "./settings.ts";

const all: readonly Setting<unknown>[] = Object.values(settings);

/** The text of `.env.example`. */
export function envExample(): string {
  const entries = all.map(({ name, expects, fallback, description }) => {
    const lines = [...wrap(description), ...wrap(`Takes ${expects}.`)];
    return [...lines.map((line) => `# ${line}`), `#${name}=${fallback ?? ""}`].join("\n");
  });
  return [...opening, ...entries].join("\n\n") + "\n";
}

const opening = [
  "# All settings of WhatsKovi, each with the value it has when left out. None is needed to start.\n" +
    "# Copy this file to .env and take away the # of what you change. A variable of the environment wins over this file.\n" +
    "# Every name may also be written with WHATSKOVI_ in front of it.",
];

/** The table of settings in `docs/OPERATIONS.md`. */
export function settingsTable(): string {
  const rows = all.map(({ name, fallback, expects, description }) => {
    const standard = fallback === undefined || fallback === "" ? "–" : `\`${fallback}\``;
    return `| \`${name}\` | ${standard} | ${description} Takes ${expects}. |`;
  });
  return ["| Variable | When left out | What it does |", "| --- | --- | --- |", ...rows].join("\n");
}

function wrap(text: string): string[] {
  return text.match(/.{1,110}(?:\s|$)/g)?.map((line) => line.trim()) ?? [];
}
