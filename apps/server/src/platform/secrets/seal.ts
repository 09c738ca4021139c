import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** A key that seals data at rest. `id` marks what was sealed with it, so that a changed key is told from damaged data. */
export type EncryptionKey = { readonly id: Buffer; readonly bytes: Buffer };

/** What was sealed cannot be opened: another key, other bytes, or meant for another place. */
export class SealError extends Error {
  override readonly name = "SealError";
}

const formatVersion = 1;
const keyIdLength = 4;
const nonceLength = 12;
const tagLength = 16;
const headerLength = 1 + keyIdLength + nonceLength + tagLength;

/** Makes the 256-bit key from a secret text of any form (hex, base64, words) by HKDF-SHA-256. */
export function encryptionKeyFrom(secret: string): EncryptionKey {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "whatskovi data at rest", 32));
  return { bytes, id: createHash("sha256").update(bytes).digest().subarray(0, keyIdLength) };
}

/**
 * Seals by AES-256-GCM: version byte, key id (4), nonce (12), tag (16), ciphertext. `boundTo` names the place it belongs to
 * (for example `connection:<id>`): it opens only with the same name, so a row's secret is useless in another row.
 */
export function seal(key: EncryptionKey, plain: Uint8Array | string, boundTo = ""): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
  const opening = Buffer.concat([Buffer.of(formatVersion), key.id]);
  cipher.setAAD(Buffer.concat([opening, Buffer.from(boundTo)]));
  const body = Buffer.concat([cipher.update(typeof plain === "string" ? Buffer.from(plain) : plain), cipher.final()]);
  return Buffer.concat([opening, nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made. Throws `SealError` when the key, the place or any byte differs. */
export function open(key: EncryptionKey, sealed: Uint8Array, boundTo = ""): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes.length < headerLength || bytes[0] !== formatVersion) throw new SealError("This is not sealed data.");
  const opening = bytes.subarray(0, 1 + keyIdLength);
  if (!opening.subarray(1).equals(key.id)) throw new SealError("This was sealed with another ENCRYPTION_KEY.");
  const nonce = bytes.subarray(opening.length, opening.length + nonceLength);
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.concat([opening, Buffer.from(boundTo)]));
  decipher.setAuthTag(bytes.subarray(headerLength - tagLength, headerLength));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(headerLength)), decipher.final()]);
  } catch (error) {
    throw new SealError("Sealed data was changed or belongs elsewhere.", { cause: error });
  }
}
