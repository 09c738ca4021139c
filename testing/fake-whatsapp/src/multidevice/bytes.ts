import { createHash, randomBytes } from "node:crypto";

/** Baileys and libsignal ask for Buffers where plain bytes come out of protobuf; the memory is shared, not copied. */
export const bufferOf = (bytes: Uint8Array | string | null | undefined): Buffer =>
  typeof bytes === "string"
    ? Buffer.from(bytes)
    : bytes
      ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : Buffer.alloc(0);

export const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

export const unsigned = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/** The id of a message as phones write them. */
export const newMessageId = (): string => `3A${randomBytes(9).toString("hex").toUpperCase()}`;

export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** The padding of end-to-end encrypted messages: one to fifteen bytes, each telling how many. */
export function pad(plain: Uint8Array): Buffer {
  const length = (randomBytes(1)[0] ?? 0) & 15 || 15;
  return Buffer.concat([plain, Buffer.alloc(length, length)]);
}

export function unpad(padded: Uint8Array): Uint8Array {
  return padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
}
