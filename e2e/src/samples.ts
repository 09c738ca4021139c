import { readFile } from "node:fs/promises";
import sharp from "sharp";

const folder = new URL("../../apps/server/src/whatsapp/drivers/simulator/samples/", import.meta.url);
const sample = async (name: string) => Uint8Array.from(await readFile(new URL(name, folder)));

/** A file of each kind, as people send them. */
export const samples = {
  picture: async () => ({ bytes: await sample("image.jpg"), mimeType: "image/jpeg" }),
  film: async () => ({ bytes: await sample("video.mp4"), mimeType: "video/mp4", seconds: 1 }),
  voice: async () => ({ bytes: await sample("audio.wav"), mimeType: "audio/wav", seconds: 1 }),
  document: async () => ({
    bytes: await sample("document.pdf"),
    mimeType: "application/pdf",
    fileName: "orçamento.pdf",
  }),
  sticker: async () => ({ bytes: await sample("sticker.webp"), mimeType: "image/webp" }),
};

export const photograph = async (): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: "#2f7d5b" } })
    .png()
    .toBuffer();
