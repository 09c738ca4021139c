import type { Message } from "@whatskovi/contract";

/** A message with a file that is there. */
export type Shown = Message & { readonly media: NonNullable<Message["media"]> };

export const hasFile = (message: Message): message is Shown => message.media?.status === "READY";

/** The pictures and films of a conversation, the oldest first. */
export const galleryOf = (messages: readonly Message[]): Shown[] =>
  messages
    .filter(hasFile)
    .filter(
      ({ type, media, deletedAt }) =>
        deletedAt === null && ((type === "IMAGE" && media.mimeType.startsWith("image/")) || type === "VIDEO"),
    )
    .toReversed();
