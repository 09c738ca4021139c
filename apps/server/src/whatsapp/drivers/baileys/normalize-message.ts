import type { proto, WAMessage } from "@whiskeysockets/baileys";
import type { InboundEventInput, Origin, Party } from "../../driver.ts";
import { parseJid } from "./jids.ts";
import { missedCall, readKind, type Shown, unsupported, viewOnce } from "./message-kinds.ts";
import { millisecondsOf, numberOf } from "./numbers.ts";
import { rawOf } from "./raw.ts";
import { unwrap } from "./unwrap.ts";

/** Where a message stands, and how it reached us. */
export type MessageFrame = {
  readonly chat: Party;
  readonly author: Party | null;
  readonly origin: Origin;
  readonly receivedAt: number;
};

/** WhatsApp's numbers for lines that hold no content. */
const stub = {
  undecryptable: 2,
  calls: new Map([
    [40, false],
    [41, true],
    [45, false],
    [46, true],
  ]),
} as const;
const protocol = { revoke: 0, edit: 14 } as const;

/** Parts that are no message of their own: keys, votes, pins, the frame around an album. */
const silentParts = new Set([
  "messageContextInfo",
  "senderKeyDistributionMessage",
  "fastRatchetKeySenderKeyDistributionMessage",
  "protocolMessage",
  "reactionMessage",
  "encReactionMessage",
  "pollUpdateMessage",
  "pinInChatMessage",
  "keepInChatMessage",
  "albumMessage",
  "call",
  "messageHistoryBundle",
  "messageHistoryNotice",
]);

/**
 * What one message of the library's tells: usually one event. Whatever has no reader, or not the shape its kind should have, is
 * an UNSUPPORTED message with the original beside it: a message is never dropped.
 */
export function normalizeMessage(message: WAMessage, frame: MessageFrame): InboundEventInput[] {
  const timestamp = millisecondsOf(message.messageTimestamp, frame.receivedAt);
  const { content, isViewOnce } = unwrap(message.message);
  const change = changeOf(message, content, frame, timestamp);
  if (change !== null) return [change];
  const providerId = message.key.id;
  const shown = message.key.isViewOnce === true || isViewOnce ? viewOnce : contentOf(message, content);
  if (shown === null || !providerId) return [];
  const isPlaceholder = shown === placeholder;
  return [
    {
      kind: "message",
      providerId: providerId.slice(0, 300),
      chat: frame.chat,
      author: message.key.fromMe === true ? null : frame.author,
      origin: message.key.fromMe === true && frame.origin !== "history" ? "echo" : frame.origin,
      isFromUs: message.key.fromMe === true,
      timestamp,
      type: shown.type,
      body: shown.body,
      content: { ...shown.content, ...(content === null ? {} : contextOf(content)) },
      media: shown.media ?? null,
      quotedProviderId: (content === null ? null : contextInfoOf(content)?.stanzaId?.slice(0, 300)) || null,
      isPlaceholder,
      ...(shown.keepsRaw === true ? { raw: rawOf({ key: message.key, message: message.message }) } : {}),
    },
  ];
}

/** It could not be decrypted; the sender is asked for it again and it comes under the same id. */
const placeholder: Shown = { type: "UNSUPPORTED", body: "", content: { kind: "undecryptable" }, media: null };

function contentOf(message: WAMessage, content: proto.IMessage | null): Shown | null {
  const stubType = numberOf(message.messageStubType) ?? 0;
  if (content === null) {
    const isVideo = stub.calls.get(stubType);
    if (isVideo !== undefined) return missedCall(isVideo);
    return stubType === stub.undecryptable ? placeholder : null;
  }
  const part = partOf(content);
  if (part === null) return unreadableChange(content) ?? (isEmpty(content) ? unsupported("unknown") : null);
  try {
    return readKind(part.name, part.value, message.key);
  } catch {
    return unsupported(part.name.replace(/Message$/, ""));
  }
}

/** A kind that is newer than the library leaves nothing at all of itself, or the frame around it alone. */
const isEmpty = (content: proto.IMessage): boolean =>
  Object.entries(content).every(
    ([name, value]) => value === null || value === undefined || name === "messageContextInfo",
  );

/** A change that does not say of which message; null for anything else. */
function unreadableChange({ reactionMessage, protocolMessage }: proto.IMessage): Shown | null {
  if (reactionMessage && !reactionMessage.key?.id) return unsupported("reaction");
  if (!protocolMessage) return null;
  const { type, key, editedMessage } = protocolMessage;
  if (type === protocol.edit) return key?.id && editedPart(editedMessage) !== null ? null : unsupported("edit");
  return type === protocol.revoke && !key?.id ? unsupported("revoke") : null;
}

const editedPart = (edited: proto.IMessage | null | undefined) => {
  const { content } = unwrap(edited);
  return content === null ? null : partOf(content);
};

/** The one part that is the message; null when there is none. */
function partOf(content: proto.IMessage): { name: string; value: unknown } | null {
  for (const [name, value] of Object.entries(content)) {
    if (value !== null && value !== undefined && !silentParts.has(name)) return { name, value };
  }
  return null;
}

/** An edit, a deletion or a reaction, which speak of another message. Only one's own messages can be edited and deleted. */
function changeOf(
  message: WAMessage,
  content: proto.IMessage | null,
  frame: MessageFrame,
  timestamp: number,
): InboundEventInput | null {
  if (content?.reactionMessage) return reactionOf(message, content.reactionMessage, frame, timestamp);
  const { key: target, type, editedMessage, timestampMs } = content?.protocolMessage ?? {};
  if (!target?.id || !isTheirOwn(message, target)) return null;
  const providerId = target.id.slice(0, 300);
  if (type === protocol.revoke) return { kind: "revoked", providerId, timestamp };
  if (type !== protocol.edit) return null;
  const part = editedPart(editedMessage);
  if (part === null) return null;
  const { body } = readKind(part.name, part.value, message.key);
  return { kind: "edited", providerId, body, timestamp: numberOf(timestampMs) || timestamp };
}

/** In the sender's own words: `fromMe` is theirs. In groups an administrator deletes others' messages too. */
const isTheirOwn = (message: WAMessage, target: proto.IMessageKey): boolean =>
  target.fromMe === true || parseJid(message.key.remoteJid)?.server === "g.us";

function reactionOf(
  message: WAMessage,
  { key: target, text, senderTimestampMs }: proto.Message.IReactionMessage,
  { chat, author }: MessageFrame,
  timestamp: number,
): InboundEventInput | null {
  if (!target?.id) return null;
  return {
    kind: "reaction",
    providerId: target.id.slice(0, 300),
    chat,
    author: message.key.fromMe === true ? null : author,
    isFromUs: message.key.fromMe === true,
    emoji: text ? text.slice(0, 64).toWellFormed() : null,
    timestamp: numberOf(senderTimestampMs) || timestamp,
  };
}

/** What stands beside the content of any kind. */
function contextOf(content: proto.IMessage) {
  const context = contextInfoOf(content);
  if (context === null) return {};
  const mentions = (context.mentionedJid ?? [])
    .flatMap((jid) => parseJid(jid)?.user ?? [])
    .map((handle) => ({ handle: handle.slice(0, 200), name: null }));
  const referral = referralOf(context.externalAdReply);
  return {
    ...(context.isForwarded === true ? { forwarded: true } : {}),
    ...(mentions.length > 0 ? { mentions } : {}),
    ...(referral === null ? {} : { referral }),
  };
}

function contextInfoOf(content: proto.IMessage): proto.IContextInfo | null {
  const value = partOf(content)?.value;
  if (typeof value !== "object" || value === null || !("contextInfo" in value)) return null;
  return (value.contextInfo ?? null) as proto.IContextInfo | null;
}

/** The advertisement by which a customer came; link previews have the same field. */
function referralOf(ad: proto.ContextInfo.IExternalAdReplyInfo | null | undefined) {
  if (!ad || !(ad.ctwaClid || ad.sourceId || ad.sourceType === "ad" || ad.showAdAttribution === true)) return null;
  return { headline: ad.title || null, body: ad.body || null, url: ad.sourceUrl || ad.mediaUrl || null };
}
