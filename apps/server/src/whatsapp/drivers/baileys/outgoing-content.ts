import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { AnyMessageContent, proto, WAMessage } from "@whiskeysockets/baileys";
import { DriverError, type Identity, type MessageRef, type OutboundContent } from "../../driver.ts";
import { isGroup, jidOf } from "./jids.ts";
import { writeVcard } from "./vcard.ts";

type FileContent = Extract<OutboundContent, { file: unknown }>;

/** What phones show as pictures; others go as documents. */
const pictures = new Set(["image/jpeg", "image/png", "image/webp"]);
const voiceType = "audio/ogg; codecs=opus";

/** Our content in the library's words. Files are opened here and read once. */
export async function libraryContent(content: OutboundContent): Promise<AnyMessageContent> {
  switch (content.type) {
    case "TEXT":
      // Without a preview: making one would fetch whatever address the text names.
      return {
        text: content.body,
        linkPreview: null,
        mentions: mentioned(content.mentions ?? []),
      } as AnyMessageContent;
    case "LOCATION":
      return { location: place(content.location) };
    case "CONTACT":
      return {
        contacts: {
          displayName:
            content.contacts.length === 1 ? (content.contacts[0]?.name ?? "") : `${content.contacts.length} contacts`,
          contacts: content.contacts.map((card) => ({ displayName: card.name, vcard: writeVcard(card) })),
        },
      };
    case "TEMPLATE":
      throw new DriverError("unsupported", "Only the official API has templates.");
    default:
      return fileContent(content, await opened(content));
  }
}

const mentioned = (mentions: readonly Identity[]): string[] => mentions.flatMap((identity) => jidOf(identity) ?? []);

const place = ({ latitude, longitude, name, address }: Extract<OutboundContent, { type: "LOCATION" }>["location"]) => ({
  degreesLatitude: latitude,
  degreesLongitude: longitude,
  ...(name === null ? {} : { name }),
  ...(address === null ? {} : { address }),
});

async function opened({ file }: FileContent): Promise<{ stream: Readable }> {
  try {
    return { stream: Readable.fromWeb((await file.open()) as WebStream<Uint8Array>) };
  } catch (error) {
    throw error instanceof DriverError
      ? error
      : new DriverError("media_rejected", "The file to be sent cannot be opened.", { cause: error });
  }
}

function fileContent(content: FileContent, media: { stream: Readable }): AnyMessageContent {
  const { body, file } = content;
  const caption = body === "" ? {} : { caption: body };
  const mimetype = file.mimeType;
  if (content.type === "IMAGE" && pictures.has(mimetype)) return { image: media, mimetype, ...caption };
  // Without a thumbnail of its own the library would start ffmpeg for one.
  if (content.type === "VIDEO") return { video: media, mimetype, jpegThumbnail: "", ...caption };
  if (content.type === "STICKER") return { sticker: media, mimetype };
  if (content.type === "AUDIO") return audio(content, media);
  return { document: media, mimetype, fileName: file.fileName, ...caption };
}

function audio({ file, voice }: FileContent, media: { stream: Readable }): AnyMessageContent {
  if (voice === undefined) return { audio: media, mimetype: file.mimeType };
  const waveform = Uint8Array.from(voice.waveform.slice(0, 64));
  const seconds = Math.max(1, Math.round(voice.durationSeconds));
  return { audio: media, mimetype: voiceType, ptt: true, seconds, waveform } as AnyMessageContent;
}

/** The address by which the library finds a message again. */
export function keyOf(message: MessageRef, chat: string): proto.IMessageKey {
  const author = message.author?.find(({ kind }) => kind === "LID") ?? message.author?.[0];
  const participant = isGroup(chat) && !message.isFromUs && author !== undefined ? jidOf(author) : null;
  return {
    remoteJid: chat,
    id: message.providerId,
    fromMe: message.isFromUs,
    ...(participant === null ? {} : { participant }),
  };
}

/** A quoted message as the reply carries it: of a file its kind and caption, which is what phones show when they lack it. */
export function quotedMessage(message: MessageRef, chat: string): WAMessage {
  return {
    key: keyOf(message, chat),
    message: quotedContent(message),
    messageTimestamp: Math.floor(message.timestamp / 1000),
  };
}

function quotedContent({ type, body }: MessageRef): proto.IMessage {
  switch (type) {
    case "IMAGE":
      return { imageMessage: { caption: body } };
    case "VIDEO":
      return { videoMessage: { caption: body } };
    case "AUDIO":
      return { audioMessage: {} };
    case "DOCUMENT":
      return { documentMessage: { caption: body } };
    case "STICKER":
      return { stickerMessage: {} };
    case "LOCATION":
      return { locationMessage: { name: body } };
    case "CONTACT":
      return { contactMessage: { displayName: body } };
    default:
      return { conversation: body };
  }
}
