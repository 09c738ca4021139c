import type { proto } from "@whiskeysockets/baileys";

/** Wrappers that change nothing about what is inside. */
const wrappers = [
  "ephemeralMessage",
  "documentWithCaptionMessage",
  "editedMessage",
  "associatedChildMessage",
  "groupMentionedMessage",
  "lottieStickerMessage",
  "pollCreationMessageV4",
  "botInvokeMessage",
  "limitSharingMessage",
] as const;

const viewOnceWrappers = ["viewOnceMessage", "viewOnceMessageV2", "viewOnceMessageV2Extension"] as const;

type Unwrapped = { readonly content: proto.IMessage | null; readonly isViewOnce: boolean };

/** The message inside its wrappers (disappearing, sent from another device, with a caption, …). */
export function unwrap(message: proto.IMessage | null | undefined): Unwrapped {
  let content = message ?? null;
  let isViewOnce = false;
  for (let depth = 0; content !== null && depth < 8; depth++) {
    const inner: proto.IMessage | null = innerOf(content);
    const once: proto.IMessage | null = firstOf(content, viewOnceWrappers);
    if (once !== null) isViewOnce = true;
    if (inner === null && once === null) break;
    content = once ?? inner;
  }
  const files = [content?.imageMessage, content?.videoMessage, content?.audioMessage];
  return { content, isViewOnce: isViewOnce || files.some((part) => part?.viewOnce === true) };
}

const innerOf = (content: proto.IMessage): proto.IMessage | null =>
  content.deviceSentMessage?.message ?? firstOf(content, wrappers);

function firstOf(content: proto.IMessage, names: readonly string[]): proto.IMessage | null {
  const fields = content as Record<string, { message?: proto.IMessage | null } | null | undefined>;
  for (const name of names) {
    const inner = fields[name]?.message;
    if (inner) return inner;
  }
  return null;
}
