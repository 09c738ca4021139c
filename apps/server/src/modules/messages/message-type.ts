import type { MessageType } from "@whatskovi/contract";

type FileType = Extract<MessageType, "IMAGE" | "VIDEO" | "AUDIO" | "DOCUMENT">;

/** What WhatsApp shows as such; any other file goes as a document. */
const shownKinds: readonly (readonly [RegExp, FileType])[] = [
  [/^image\/(jpeg|png)$/, "IMAGE"],
  [/^video\/(mp4|3gpp)$/, "VIDEO"],
  [/^audio\/(aac|amr|mpeg|mp4|x-m4a|ogg|opus)\b/, "AUDIO"],
];

/** How a file of this kind is sent. */
export const typeOfFile = (mimeType: string): FileType =>
  shownKinds.find(([pattern]) => pattern.test(mimeType))?.[1] ?? "DOCUMENT";

/** Whether WhatsApp shows a sound of this kind as a voice note. Others it plays as sound files. */
export const isVoiceFile = (mimeType: string): boolean => /^audio\/(ogg|opus)\b/.test(mimeType);

/** Whether a picture may go as a sticker. */
export const isStickerFile = (mimeType: string): boolean => mimeType === "image/webp";
