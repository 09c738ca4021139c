import type { InboundEventInput, Origin, Party } from "../../driver.ts";
import type { PhoneMessage, Tick } from "../../simulated-phones.ts";
import { partyOf } from "./people.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";

/** A place, as the port names it. */
export type Place = { readonly chat: Party; readonly author: Party | null };

/** Where a message stands, and in a group who wrote it. */
export function placeIn(network: SimulatedNetwork, { phone, author }: PhoneMessage): Place {
  const party = (key: string): Party => partyOf(network.chatOf(key, null));
  return { chat: party(phone), author: author === null ? null : party(author) };
}

/** What a customer wrote, or the owner on the phone, as the port tells it. */
export function messageEvent(message: PhoneMessage, { chat, author }: Place, origin: Origin): InboundEventInput {
  const { providerId, timestamp, type, body, content, media, mimeType, fileName, quotedProviderId } = message;
  const isFromUs = message.direction === "OUTBOUND";
  return {
    kind: "message",
    providerId,
    chat,
    author: isFromUs ? null : author,
    origin,
    isFromUs,
    timestamp,
    type,
    body,
    content,
    media: media === null ? null : { ...media, mimeType, fileName },
    quotedProviderId,
    ...(type === "UNSUPPORTED" ? { raw: { type: content.kind ?? "unknown", body } } : {}),
  };
}

/** The same before it could be decrypted. */
export const placeholderEvent = (
  { providerId, timestamp }: PhoneMessage,
  { chat, author }: Place,
  origin: Origin,
): InboundEventInput => ({
  kind: "message",
  providerId,
  chat,
  author,
  origin,
  timestamp,
  type: "UNSUPPORTED",
  body: "",
  isPlaceholder: true,
});

/** What became of a message of ours. */
export const tickEvent = ({ providerId, messageId }: PhoneMessage, status: Tick): InboundEventInput => ({
  kind: "status",
  providerId,
  messageId,
  status,
  timestamp: Date.now(),
});
