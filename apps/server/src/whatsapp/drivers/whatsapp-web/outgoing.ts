import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  DriverError,
  type MessageRef,
  type OutboundContent,
  type OutboundFile,
  type SendCommand,
} from "../../driver.ts";
import type { ClientSend, FileKind, MessagePlace } from "./ipc.ts";
import { partsOf } from "./message-keys.ts";
import { writeVcard } from "./normalize/vcards.ts";
import { identityOf, widsTo } from "./wids.ts";

/** A command in the library's words; its file is yet to be put beside it. Throws what the port says of it. */
export function outgoingOf({ to, content, quoted }: SendCommand): Omit<ClientSend, "file"> {
  if (content.type === "TEMPLATE") throw new DriverError("unsupported", "WhatsApp Web sends no approved templates");
  const chats = widsTo(to);
  if (chats.length === 0)
    throw new DriverError("invalid_recipient", "Neither a phone nor a WhatsApp id to write to is known");
  return {
    sendId: randomUUID(),
    chats,
    text: content.body,
    location: content.type === "LOCATION" ? content.location : null,
    vcards:
      content.type === "CONTACT" ? content.contacts.map((card) => ({ name: card.name, vcard: writeVcard(card) })) : [],
    mentions: content.type === "TEXT" ? widsTo(content.mentions ?? []) : [],
    quoted: quoted === null ? null : placeOf(quoted),
  };
}

export function placeOf({ providerId, chat, isFromUs, author }: MessageRef): MessagePlace {
  const parts = partsOf(providerId);
  const writer = parts.author ?? widsTo(author ?? [])[0] ?? null;
  const isGroup = chat.some(({ kind }) => kind === "GROUP");
  return { stanzaId: parts.stanzaId, isFromUs, chats: widsTo(chat), author: isGroup ? writer : null };
}

type FileContent = Extract<OutboundContent, { file: OutboundFile }>;

/** As what a file goes. A sound takes no text, and what WhatsApp cannot show goes as a document. */
export function fileKindOf({ type, body, file, voice }: FileContent): FileKind {
  const mimeType = file.mimeType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "STICKER") return mimeType.startsWith("image/") ? "sticker" : "document";
  if (type === "IMAGE")
    return ["image/jpeg", "image/png", "image/webp", "image/gif"].includes(mimeType) ? "media" : "document";
  if (type === "VIDEO") return mimeType.startsWith("video/") ? "media" : "document";
  if (type === "AUDIO" && body === "" && mimeType.startsWith("audio/")) return voice === undefined ? "media" : "voice";
  return "document";
}

/** Puts a file where the client's process can read it. */
export async function putDown(content: FileContent, folder: string): Promise<NonNullable<ClientSend["file"]>> {
  const { file } = content;
  const target = path.join(folder, "file");
  try {
    await pipeline(
      Readable.fromWeb((await file.open()) as Parameters<typeof Readable.fromWeb>[0]),
      createWriteStream(target, { mode: 0o600 }),
    );
  } catch (error) {
    throw new DriverError("transient", "The file could not be read", { cause: error });
  }
  return { path: target, mimeType: file.mimeType, fileName: file.fileName, as: fileKindOf(content) };
}

/** Who a message went to, as WhatsApp names them. */
export const recipientOf = (wid: string | null) => {
  const identity = wid === null ? null : identityOf(wid);
  return identity === null ? {} : { recipient: identity };
};
