import type { Capabilities, MessageContent, MessageType } from "@whatskovi/contract";
import { AppError } from "../../platform/errors/app-error.ts";

type Sent = {
  readonly type: MessageType;
  readonly content: MessageContent;
  readonly media: { readonly size: number | null } | null;
  readonly isQuoting: boolean;
};

/** Throws `unsupported_by_connection` for what a number cannot send, `payload_too_large` for a file that WhatsApp does not take. */
export function requireSendable(capabilities: Capabilities, { type, content, media, isQuoting }: Sent): void {
  const needs: readonly (readonly [isNeeded: boolean, isThere: boolean, what: string])[] = [
    [media !== null, capabilities.media, "files"],
    [type === "STICKER", capabilities.stickers, "stickers"],
    [content.voice === true, capabilities.voiceNotes, "voice notes"],
    [type === "LOCATION", capabilities.locations, "locations"],
    [type === "CONTACT", capabilities.contactCards, "contact cards"],
    [content.template !== undefined, capabilities.templates, "templates"],
    [(content.mentions ?? []).length > 0, capabilities.mentions, "mentions"],
    [isQuoting, capabilities.quote, "quotes"],
  ];
  const missing = needs.find(([isNeeded, isThere]) => isNeeded && !isThere);
  if (missing !== undefined) {
    throw new AppError("unsupported_by_connection", { detail: `This connection does not send ${missing[2]}.` });
  }
  requireFitting(capabilities, type, media?.size ?? 0);
}

const megabyte = 1024 * 1024;

function requireFitting({ maxBytes }: Capabilities, type: MessageType, size: number): void {
  const limits: Partial<Record<MessageType, number>> = {
    IMAGE: maxBytes.image,
    STICKER: maxBytes.image,
    VIDEO: maxBytes.video,
    AUDIO: maxBytes.audio,
    DOCUMENT: maxBytes.document,
  };
  const limit = limits[type];
  if (limit === undefined || size <= limit) return;
  const isSmallEnoughAsDocument = type !== "DOCUMENT" && size <= maxBytes.document;
  throw new AppError("payload_too_large", {
    detail: `WhatsApp takes ${Math.floor(limit / megabyte)} MB for a file of this kind.${
      isSmallEnoughAsDocument ? " It can be sent as a document." : ""
    }`,
  });
}
