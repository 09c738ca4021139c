import type { OutboundFile } from "../../src/whatsapp/driver.ts";

/** One pixel, as PNG: real enough for every library that looks at what it sends. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** One pixel, as WebP. */
export const webp = Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64");

export const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
export const ogg = Buffer.concat([Buffer.from("OggS"), Buffer.alloc(100, 7)]);
export const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypmp42"), Buffer.alloc(64, 1)]);
export const mp3 = Buffer.concat([Buffer.from("ID3"), Buffer.alloc(64, 3)]);

export const fileOf = (bytes: Uint8Array, fileName: string, mimeType: string): OutboundFile => ({
  fileName,
  mimeType,
  size: bytes.byteLength,
  open: async () => new Blob([Uint8Array.from(bytes)]).stream(),
});

export const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Buffer> =>
  Buffer.from(await new Response(stream).arrayBuffer());
