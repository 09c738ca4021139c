import type { CsvEncoding } from "@whatskovi/contract";

const startsWith = (bytes: Buffer, ...mark: number[]) => mark.every((byte, index) => bytes[index] === byte);

/**
 * How a file of text is encoded; null when it is no text. A byte order mark says it; else every second byte being zero is UTF-16,
 * what is valid UTF-8 is that (Windows-1252 with accents hardly ever is), and the rest is Windows-1252, which is what spreadsheets
 * in the Americas write and contains Latin-1.
 */
export function detectEncoding(bytes: Buffer): CsvEncoding | null {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return "utf-8";
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 4;
  if (odd > many && even === 0) return "utf-16le";
  if (even > many && odd === 0) return "utf-16be";
  if (even + odd > 0) return null;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The text of a file, without its byte order mark. What cannot be decoded becomes U+FFFD: another encoding can be tried. */
export const decodeText = (bytes: Buffer, encoding: CsvEncoding): string => new TextDecoder(encoding).decode(bytes);
