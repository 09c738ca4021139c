/** The library's whole numbers: plain ones, texts, or protobuf's 64-bit objects. Null for anything else. */
export function numberOf(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "object" && "toNumber" in value && typeof value.toNumber === "function") {
    return numberOf(value.toNumber());
  }
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** The year 10000: what lies beyond is not a time. */
const maxTime = 253_402_300_800_000;

/** Milliseconds of WhatsApp's seconds; `otherwise` when they are no time. */
export function millisecondsOf(seconds: unknown, otherwise: number): number {
  const milliseconds = Math.trunc((numberOf(seconds) ?? Number.NaN) * 1000);
  return milliseconds > 0 && milliseconds < maxTime ? milliseconds : otherwise;
}
