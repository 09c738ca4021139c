import type { ImportSettings } from "@whatskovi/contract";
import { decodeText, readRows } from "../../platform/csv/index.ts";

/** Of a file that comes in: bytes, and rows of contacts. */
export const MAX_BYTES = 20 * 1024 * 1024;
export const MAX_ROWS = 100_000;

type Reading = Pick<ImportSettings, "encoding" | "delimiter" | "hasHeader">;
export type NumberedRow = { readonly row: number; readonly cells: string[] };

/** The rows of contacts with their numbers in the file, without the row that names the columns. */
export async function* contactRows(file: Buffer, settings: Reading): AsyncGenerator<NumberedRow> {
  let row = 0;
  for await (const cells of readRows(decodeText(file, settings.encoding), settings.delimiter)) {
    row += 1;
    if (row > 1 || !settings.hasHeader) yield { row, cells };
  }
}

/** The first rows as they stand, the one that names the columns among them. */
export async function firstRows(
  file: Buffer,
  settings: Omit<Reading, "hasHeader">,
  count: number,
): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const cells of readRows(decodeText(file, settings.encoding), settings.delimiter)) {
    rows.push(cells);
    if (rows.length >= count) break;
  }
  return rows;
}

/** How many rows of contacts there are; stops counting behind the most that are taken. */
export async function countRows(file: Buffer, settings: Reading): Promise<number> {
  let count = 0;
  for await (const _ of contactRows(file, settings)) if (++count > MAX_ROWS) break;
  return count;
}
