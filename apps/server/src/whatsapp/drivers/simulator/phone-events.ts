import type { InboundEventInput, Origin, Party } from "../../driver.ts";
import type { PhoneMessage, Tick } from "../../simulated-phones.ts";

/** WhatsApp names a customer by the digits of their phone. */
export const partyOf = (phone: string, name: string | null): Party => ({
  identities: [{ kind: "PHONE", value: phone.slice(1) }],
  name,
});

/** What a customer wrote, as the port tells it. */
export function messageEvent(message: PhoneMessage, name: string, origin: Origin): InboundEventInput {
  const { providerId, timestamp, type, body, content, media, mimeType, fileName, quotedProviderId } = message;
  return {
    kind: "message",
    providerId,
    chat: partyOf(message.phone, name),
    origin,
    timestamp,
    type,
    body,
    content,
    media: media === null ? null : { ...media, mimeType, fileName },
    quotedProviderId,
  };
}

/** The same before it could be decrypted. */
export const placeholderEvent = (message: PhoneMessage, name: string, origin: Origin): InboundEventInput => ({
  kind: "message",
  providerId: message.providerId,
  chat: partyOf(message.phone, name),
  origin,
  timestamp: message.timestamp,
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
