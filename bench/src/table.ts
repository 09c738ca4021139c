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
      rows.push([prefix, cellsOf(value)]);
    } else if (isCompared(value)) {
      hasColumns = true;
      const { product, raw, ratio, found } = value;
      const beside = [
        ...(raw === undefined ? [] : [`raw p50 ${raw.p50.toFixed(1)}, ratio ${ratio}`]),
        ...(found === undefined ? [] : [`found ${found}`]),
      ];
      rows.push([prefix, [cellsOf(product), ...beside].join("  ")]);
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

const cellsOf = (one: Distribution): string =>
  columns([...percentiles.map((name) => one[name].toFixed(1)), `n=${one.count}`]);

/** The product's times, with what they were measured against. */
type Compared = { product: Distribution; raw?: Distribution; ratio?: number; found?: number };

const isCompared = (value: object): value is Compared =>
  "product" in value && typeof value.product === "object" && value.product !== null && isDistribution(value.product);

const isDistribution = (value: object): value is Distribution =>
  [...percentiles, "count"].every((name) => name in value);

const isTarget = (value: object): value is { most: number; measured: number; isMet: boolean } =>
  "most" in value && "measured" in value && "isMet" in value;
