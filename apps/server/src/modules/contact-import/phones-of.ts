import type { ImportRow } from "./read-row.ts";

/** The phones of rows, each once. */
export const phonesOf = (rows: readonly ImportRow[]): string[] => [
  ...new Set(rows.flatMap(({ phone }) => phone?.phoneNumber ?? [])),
];
