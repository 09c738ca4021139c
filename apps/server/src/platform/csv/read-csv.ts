import { Readable } from "node:stream";
import type { CsvDelimiter } from "@whatskovi/contract";
import { CsvError, parse } from "csv-parse";

const delimiters: readonly CsvDelimiter[] = [";", ",", "\t", "|"];
const CHUNK = 64 * 1024;
/** Characters; a quote that nobody closes would else swallow the file. */
const MAX_ROW = 256 * 1024;

/** The text cannot be read as a table with this delimiter: a quote is never closed, or a row is endless. */
export class UnreadableCsvError extends Error {
  override readonly name = "UnreadableCsvError";
}

/** Excel's own word on the delimiter, as the first line: `sep=;`. */
const SEP_LINE = /^sep=(.)\r?\n/i;

/**
 * The rows of a text, one after the other, while it is read: rows of empty cells only are left out. Throws `UnreadableCsvError`.
 */
export async function* readRows(text: string, delimiter: CsvDelimiter): AsyncGenerator<string[]> {
  const parser = Readable.from(chunksOf(text.replace(SEP_LINE, ""))).pipe(
    parse({
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: MAX_ROW,
    }),
  );
  try {
    for await (const row of parser) yield row as string[];
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableCsvError(error.message, { cause: error }) : error;
  }
}

function* chunksOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += CHUNK) yield text.slice(start, start + CHUNK);
}

/** What separates the cells: what stands equally often in the first lines, and most often. Of one column, a comma. */
export function detectDelimiter(text: string): CsvDelimiter {
  const told = SEP_LINE.exec(text)?.[1];
  const known = delimiters.find((delimiter) => delimiter === told);
  if (known !== undefined) return known;
  const lines = firstLines(text.slice(0, CHUNK));
  const scores = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    const agreeing = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    return { delimiter, score: first * agreeing };
  });
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > 0 ? best.delimiter : ",";
}

/** The first rows as lines, without what stands in quotes. */
function firstLines(text: string): string[] {
  const bare = text.replaceAll(/"(?:[^"]|"")*"/g, "");
  return bare
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
}
