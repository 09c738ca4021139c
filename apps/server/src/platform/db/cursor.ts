import { type Page, Timestamp } from "@whatskovi/contract";
import { z } from "zod";
import { AppError } from "../errors/app-error.ts";

/** One part of a row's place in a list: what it is sorted by, and last its id. Write timestamps as ISO 8601. */
export type CursorPart = string | number | boolean | null;

/** The parts that cursors are made of, each as the database takes it: a Timestamp key is `cursorKey.timestamp`, and so on. */
export const cursorKey = {
  timestamp: Timestamp,
  /** A timestamp that may be null. */
  optionalTimestamp: Timestamp.nullable(),
  text: z
    .string()
    .max(300)
    .refine((text) => text.isWellFormed() && !text.includes("\0")),
  number: z.int32(),
  /** Since 1970. */
  milliseconds: z.int(),
  id: z.uuid(),
} as const;

/** Writes a place in a list as the opaque `nextCursor` of the API. */
export function encodeCursor(parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/**
 * Reads a cursor that a client sent back, checked part by part: `decodeCursor(query.cursor, [cursorKey.text, cursorKey.id])`.
 * Null when there is none; throws `invalid_input` when it is not one of ours for this list.
 */
export function decodeCursor<const Keys extends [z.ZodType, ...z.ZodType[]]>(
  cursor: string | undefined,
  keys: Keys,
): z.output<z.ZodTuple<Keys, null>> | null {
  if (cursor === undefined) return null;
  const parsed = z.tuple(keys).safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", { fields: [{ path: "query.cursor", message: "not a cursor of this list" }] });
}

/** Makes a page of rows that were asked for with `LIMIT limit + 1`: the row too many only tells that there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly CursorPart[],
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(present), nextCursor: hasMore ? encodeCursor(placeOf(last)) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
