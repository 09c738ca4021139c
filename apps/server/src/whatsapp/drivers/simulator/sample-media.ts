import { readFile } from "node:fs/promises";
import type { MessageContent, MessageType } from "@whatskovi/contract";

type Sample = { readonly file: string; readonly mimeType: string; readonly size: number };

const samples: Partial<Record<MessageType, Sample>> = {
  IMAGE: { file: "image.jpg", mimeType: "image/jpeg", size: 7730 },
  VIDEO: { file: "video.mp4", mimeType: "video/mp4", size: 7169 },
  AUDIO: { file: "audio.wav", mimeType: "audio/wav", size: 9644 },
  DOCUMENT: { file: "document.pdf", mimeType: "application/pdf", size: 17_849 },
  STICKER: { file: "sticker.webp", mimeType: "image/webp", size: 5252 },
};

/** The file of a media message for which none was given. */
export const sampleOf = (type: MessageType): Sample | null => samples[type] ?? null;

export const readSample = (file: string): Promise<Buffer> => readFile(new URL(`./samples/${file}`, import.meta.url));

/** What a message of this type holds when nothing was given. */
export function sampleContent(type: MessageType): MessageContent {
  if (type === "LOCATION") {
    return {
      location: { latitude: -23.5614, longitude: -46.6559, name: "MASP", address: "Av. Paulista, 1578, São Paulo" },
    };
  }
  if (type === "CONTACT") return { contacts: [{ name: "Oficina do Zé", phoneNumbers: ["+5511955550000"] }] };
  return {};
}
