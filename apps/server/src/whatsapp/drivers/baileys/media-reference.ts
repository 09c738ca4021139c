import type { proto } from "@whiskeysockets/baileys";
import { z } from "zod";

/** How the library names the kinds of files; each kind's keys are derived in its own way. */
export type MediaKind = "image" | "video" | "audio" | "ptt" | "document" | "sticker";

const base64 = z.base64().nullable();

/** All that is needed to fetch a file again: its address, its keys, and the message by which the phone finds it. */
export const MediaReference = z.object({
  kind: z.enum(["image", "video", "audio", "ptt", "document", "sticker"]),
  url: z.string().nullable(),
  directPath: z.string().nullable(),
  mediaKey: z.base64(),
  fileSha256: base64,
  fileEncSha256: base64,
  message: z.object({
    remoteJid: z.string().nullable(),
    id: z.string().nullable(),
    fromMe: z.boolean(),
    participant: z.string().nullable(),
  }),
});
export type MediaReference = z.infer<typeof MediaReference>;

type Keys = {
  readonly url?: string | null;
  readonly directPath?: string | null;
  readonly mediaKey?: Uint8Array | null;
  readonly fileSha256?: Uint8Array | null;
  readonly fileEncSha256?: Uint8Array | null;
};

export function mediaReference(kind: MediaKind, part: Keys, key: proto.IMessageKey): MediaReference {
  return {
    kind,
    url: part.url || null,
    directPath: part.directPath || null,
    mediaKey: text(part.mediaKey) ?? "",
    fileSha256: text(part.fileSha256),
    fileEncSha256: text(part.fileEncSha256),
    message: {
      remoteJid: key.remoteJid ?? null,
      id: key.id ?? null,
      fromMe: key.fromMe === true,
      participant: key.participant || null,
    },
  };
}

const text = (bytes: Uint8Array | null | undefined): string | null =>
  bytes?.length ? Buffer.from(bytes).toString("base64") : null;
