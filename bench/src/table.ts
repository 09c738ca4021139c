import type { Distribution } from "./statistics.ts";

type Row = readonly [name: string, value: string];

const percentiles = ["min", "p50", "p95", "p99", "max"] as const;

/** One line a figure, named by its path; of many measurements their count and distribution stand in columns. */
export function table(results: Record<string, unknown>): string {
  const rows: Row[] = [];
  let hasColumns = false;
  const walk = (prefix: string, value: unknown): void => {
    if (typeof value !== "object" || value === null) rows.push([prefix, String(value)]);
    else if (isDistribution(value)) {
      hasColumns = true;
      rows.push([prefix, columns([...percentiles.map((name) => value[name].toFixed(1)), `n=${value.count}`])]);
    } else if (isTarget(value)) {
      const { measured, most, isMet } = value;
      rows.push([prefix, `${isMet ? "met   " : "MISSED"}  ${measured} of at most ${most}`]);
    } else for (const [key, inner] of Object.entries(value)) walk(prefix === "" ? key : `${prefix}.${key}`, inner);
  };
  walk("", results);
  const width = Math.max(...rows.map(([name]) => name.length));
  const head: Row[] = hasColumns ? [["(distributions in ms)", columns([...percentiles, ""])]] : [];
  return `${[...head, ...rows].map(([name, value]) => `${name.padEnd(width)}  ${value}`.trimEnd()).join("\n")}\n`;
}

const columns = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(8)).join(" ");

const isDistribution = (value: object): value is Distribution =>
  [...percentiles, "count"].every((name) => name in value);

const isTarget = (value: object): value is { most: number; measured: number; isMet: boolean } =>
  "most" in value && "measured" in value && "isMet" in value;
