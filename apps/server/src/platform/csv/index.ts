/** Tables as text: reading them however they are written, and writing them so that nothing in them runs. */
export { decodeText, detectEncoding } from "./csv-encoding.ts";
export { readCell } from "./formula-guard.ts";
export { detectDelimiter, readRows, UnreadableCsvError } from "./read-csv.ts";
export { BYTE_ORDER_MARK, type CsvFile, sendFile, writeRows } from "./write-csv.ts";
