import { createHash } from "node:crypto";

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A list as it is, a single object as a list of one, anything else as an empty list. Only objects are kept. */
export function objectsOf(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** A non-empty text, also of a number; cut to `max` characters without leaving half of one. */
export function textOf(value: unknown, max: number): string | null {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  if (typeof text !== "string" || text.trim() === "") return null;
  return text.length > max ? text.slice(0, max).toWellFormed() : text;
}

const MAX_PROVIDER_ID = 300;

/** WhatsApp's id of a message; an id that is too long to keep, by its hash. */
export function providerIdOf(value: unknown): string | null {
  const id = textOf(value, Number.MAX_SAFE_INTEGER);
  if (id === null || id.length <= MAX_PROVIDER_ID) return id;
  return contentId(id);
}

/** An id for what came without one: the same content has the same id, so a repeated webhook stays one message. */
export const contentId = (value: unknown): string =>
  `sha256:${createHash("sha256")
    .update(JSON.stringify(cutAt(MAX_DEPTH, value)))
    .digest("hex")}`;

/** Milliseconds of Meta's seconds, which come as a text; `otherwise` when they are no time. */
export function millisecondsOf(value: unknown, otherwise: number): number {
  const seconds = Number(typeof value === "string" && value.trim() === "" ? Number.NaN : (value ?? Number.NaN));
  const milliseconds = Math.trunc(seconds * 1000);
  return Number.isFinite(milliseconds) && milliseconds > 0 && milliseconds < MAX_TIME ? milliseconds : otherwise;
}

/** The year 10000: what lies beyond is neither a time of Meta's nor one that PostgreSQL and JavaScript both write alike. */
const MAX_TIME = 253_402_300_800_000;

const MAX_RAW = 100_000;
const MAX_DEPTH = 60;

/** What was received, to be kept as it is; cut where it nests deeper than JSON columns take, and as text when it is too large. */
export function rawOf(value: JsonObject): unknown {
  const kept = cutAt(MAX_DEPTH, value);
  const text = JSON.stringify(kept);
  return text.length <= MAX_RAW ? kept : { text: text.slice(0, MAX_RAW).toWellFormed() };
}

function cutAt(depth: number, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.map((each) => cutAt(depth - 1, each));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cutAt(depth - 1, each)]));
}
