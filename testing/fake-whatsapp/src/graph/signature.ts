import { createHmac } from "node:crypto";

/** JSON as Meta writes it into webhooks: every character beyond ASCII escaped in lower-case hex, and slashes as well. */
export function metaJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/\//g, "\\/");
}

/** The header `X-Hub-Signature-256` of these bytes. */
export function signPayload(bytes: string | Uint8Array, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(bytes).digest("hex")}`;
}
