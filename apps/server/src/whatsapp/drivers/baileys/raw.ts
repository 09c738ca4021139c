import { numberOf } from "./numbers.ts";

const maxLength = 100_000;
const maxDepth = 40;
/** Pictures inside messages, and what is of no use once it was read. */
const left = new Set(["jpegThumbnail", "thumbnail", "messageContextInfo", "senderKeyDistributionMessage"]);

/** What was received as JSON, to be kept beside a message of which we show less; as text when it is too large. */
export function rawOf(value: unknown): unknown {
  const kept = plain(value, maxDepth);
  const text = JSON.stringify(kept) ?? "null";
  return text.length <= maxLength ? kept : { text: text.slice(0, maxLength).toWellFormed() };
}

function plain(value: unknown, depth: number): unknown {
  if (typeof value === "bigint" || typeof value === "function") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if ("low" in value && "high" in value) return numberOf(value);
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.map((each) => plain(each, depth - 1));
  const entries = Object.entries(value).filter(([key, each]) => each !== null && each !== undefined && !left.has(key));
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each, depth - 1)]));
}
