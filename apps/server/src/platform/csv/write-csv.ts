import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { CsvDelimiter } from "@whatskovi/contract";
import { stringify } from "csv-stringify/sync";
import { guardCell } from "./formula-guard.ts";

/** Rows as lines of a file (RFC 4180), no cell of which a spreadsheet runs as a formula. */
export const writeRows = (rows: readonly (readonly string[])[], delimiter: CsvDelimiter): string =>
  stringify(
    rows.map((row) => row.map(guardCell)),
    { delimiter, record_delimiter: "\r\n", quoted_match: /[\r\n]/ },
  );

/** By which Excel knows that a file is UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

/** A file that is written while it is read. */
export type CsvFile = { readonly name: string; readonly text: AsyncIterable<string> };

/**
 * Sends text as a file while it is made: no faster than the browser takes it. When making it fails the answer breaks off, so that
 * half a file never looks like a whole one; when the browser goes away nothing more is made.
 */
export async function sendFile(res: ServerResponse, { name, text }: CsvFile): Promise<void> {
  res.setHeader("Content-Type", "text/csv; charset=utf-8");
  res.setHeader("Content-Disposition", `attachment; filename="${name}"`);
  res.setHeader("Cache-Control", "no-store");
  try {
    await pipeline(Readable.from(text), res);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

const isGone = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
