import { isJson, widOf } from "./wids.ts";

/** WhatsApp Web's key of a message: who wrote it, where it stands, and its id, which is unique for its author alone. */
export type MessageKey = {
  readonly isFromUs: boolean;
  readonly chat: string;
  readonly stanzaId: string;
  /** In a group: who wrote it. */
  readonly author: string | null;
  /** As the page writes it, to ask the page for the message. */
  readonly text: string;
};

/** Reads a key as the page gives it, before and after July 2026; null when it is none. */
export function keyOf(value: unknown): MessageKey | null {
  if (typeof value === "string") return keyOfText(value);
  if (!isJson(value)) return null;
  const given = value["_serialized"] ?? value["$1"];
  const { id, fromMe } = value;
  const chat = widOf(value["remote"]);
  if (typeof id !== "string" || id === "" || chat === null) return typeof given === "string" ? keyOfText(given) : null;
  const isFromUs = fromMe === true;
  const author = chat.endsWith("@g.us") ? widOf(value["participant"]) : null;
  const text = typeof given === "string" ? given : [isFromUs, chat, id, ...(author === null ? [] : [author])].join("_");
  return { isFromUs, chat, stanzaId: id, author: author ?? keyOfText(text)?.author ?? null, text };
}

function keyOfText(text: string): MessageKey | null {
  const [fromMe, remote, stanzaId, participant] = text.split("_");
  const chat = widOf(remote);
  if (chat === null || stanzaId === undefined || stanzaId === "") return null;
  const author = chat.endsWith("@g.us") ? widOf(participant) : null;
  return { isFromUs: fromMe === "true", chat, stanzaId, author, text };
}

/**
 * The id by which we know a message. A conversation may be written by phone or by LID from one day to the next, so it names the
 * side and, in a group, the author, and not the conversation. Nobody can thus pass a message off as one of ours.
 */
export function providerIdOf({
  isFromUs,
  stanzaId,
  author,
}: Pick<MessageKey, "isFromUs" | "stanzaId" | "author">): string {
  if (isFromUs) return `out:${stanzaId}`.slice(0, 300);
  return (author === null ? `in:${stanzaId}` : `in:${stanzaId}:${author}`).slice(0, 300);
}

/** What of a key stands in our id of a message. */
export function partsOf(providerId: string): { isFromUs: boolean; stanzaId: string; author: string | null } {
  const [side, stanzaId = "", author] = providerId.split(":");
  return { isFromUs: side === "out", stanzaId, author: author ?? null };
}
