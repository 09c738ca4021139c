import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const signatureHeader = /^sha256=([\da-f]{64})$/i;

/**
 * The check of `X-Hub-Signature-256` over the bytes as they came, against one app secret after another. Null when the header
 * is missing or has another form. Takes equally long wherever a signature differs.
 */
export function signatureCheck(header: unknown, bytes: Uint8Array): ((appSecret: string) => boolean) | null {
  const hex = typeof header === "string" ? signatureHeader.exec(header)?.[1] : undefined;
  if (hex === undefined) return null;
  const given = Buffer.from(hex, "hex");
  return (appSecret) => timingSafeEqual(given, createHmac("sha256", appSecret).update(bytes).digest());
}

/** Whether two texts are the same, in a time that tells nothing about them. */
export function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
