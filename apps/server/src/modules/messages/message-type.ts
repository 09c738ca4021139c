import type { MessageType } from "@whatskovi/contract";

export type WrittenType = Extract<MessageType, "TEXT" | "IMAGE" | "VIDEO" | "AUDIO" | "DOCUMENT">;

/** What WhatsApp shows as such; any other file goes as a document. */
const shownKinds: readonly (readonly [RegExp, WrittenType])[] = [
  [/^image\/(jpeg|png)$/, "IMAGE"],
  [/^video\/(mp4|3gpp)$/, "VIDEO"],
  [/^audio\/(aac|amr|mpeg|mp4|x-m4a|ogg|opus)\b/, "AUDIO"],
];

/** How a file of this kind is sent. */
export const typeOfFile = (mimeType: string): WrittenType =>
  shownKinds.find(([pattern]) => pattern.test(mimeType))?.[1] ?? "DOCUMENT";
