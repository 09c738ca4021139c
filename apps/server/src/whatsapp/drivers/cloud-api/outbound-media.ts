import { DriverError, type OutboundContent, type OutboundFile } from "../../driver.ts";

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
const MAX_DOCUMENT = 100 * MEGABYTE;
const MAX_STICKER = { still: 100 * KILOBYTE, animated: 500 * KILOBYTE };

export type MediaType = "image" | "video" | "audio" | "document" | "sticker";
type FileContent = Extract<OutboundContent, { file: OutboundFile }>;

/**
 * What WhatsApp takes as a picture, film or sound. Everything else can still go as a document.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 */
const accepted = {
  image: { mimeTypes: ["image/jpeg", "image/png"], maxSize: 5 * MEGABYTE },
  video: { mimeTypes: ["video/mp4", "video/3gpp"], maxSize: 16 * MEGABYTE },
  audio: { mimeTypes: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"], maxSize: 16 * MEGABYTE },
} as const;

/** As what a file goes. A sound takes no caption, so one with a text goes as a document. */
export function mediaTypeOf({ type, body, file }: FileContent): MediaType {
  if (file.size > MAX_DOCUMENT) throw new DriverError("media_rejected", "WhatsApp takes files of 100 MB at most");
  if (type === "STICKER") return "sticker";
  if (type === "DOCUMENT" || (type === "AUDIO" && body !== "")) return "document";
  const wanted = type.toLowerCase() as keyof typeof accepted;
  const { mimeTypes, maxSize } = accepted[wanted];
  const isAccepted = (mimeTypes as readonly string[]).includes(bareMimeType(file)) && file.size <= maxSize;
  return isAccepted ? wanted : "document";
}

/** Whether it goes as a voice note: recorded as one, and in the one format that WhatsApp plays as such. */
export const isVoiceNote = (content: FileContent): boolean =>
  content.type === "AUDIO" && content.voice !== undefined && bareMimeType(content.file) === "audio/ogg";

/** The type to upload it under. The base type of Ogg alone is refused: WhatsApp wants to be told of Opus. */
export const uploadMimeType = (content: FileContent): string =>
  isVoiceNote(content) ? "audio/ogg; codecs=opus" : content.file.mimeType;

/** Throws `media_rejected` for what WhatsApp would not show as a sticker. */
export async function checkSticker(sticker: Blob): Promise<void> {
  const head = Buffer.from(await sticker.slice(0, 21).arrayBuffer());
  if (head.toString("latin1", 0, 4) !== "RIFF" || head.toString("latin1", 8, 12) !== "WEBP") {
    throw new DriverError("media_rejected", "A sticker must be a WebP picture");
  }
  const isAnimated = head.toString("latin1", 12, 16) === "VP8X" && ((head[20] ?? 0) & 0b10) !== 0;
  const limit = isAnimated ? MAX_STICKER.animated : MAX_STICKER.still;
  if (sticker.size <= limit) return;
  throw new DriverError(
    "media_rejected",
    `A sticker may have ${MAX_STICKER.still / KILOBYTE} KB, or ${MAX_STICKER.animated / KILOBYTE} KB when it moves`,
  );
}

const bareMimeType = ({ mimeType }: OutboundFile): string => mimeType.split(";")[0]?.trim().toLowerCase() ?? "";
