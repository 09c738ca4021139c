import { fullId, type StoredMessage } from "./account.ts";
import type { MediaStore, StoredFile } from "./media.ts";

/** A message as it arrived at a customer. */
export type ArrivedMessage = {
  readonly id: string;
  /** The full id, as whatsapp-web.js shows it. */
  readonly providerId: string;
  /** Where it went: `<phone>@c.us`, `<number>@lid` or `<number>@g.us`. */
  readonly chat: string;
  /** WhatsApp Web's word: `chat`, `image`, `ptt`, … */
  readonly type: string;
  /** The text, or the caption of a file. */
  readonly body: string;
  readonly media: Pick<StoredFile, "bytes" | "mimeType" | "fileName"> | null;
  readonly quotedId: string | null;
  readonly mentions: readonly string[];
  /** Everything by WhatsApp Web's own names. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly ack: number;
  readonly isRevoked: boolean;
  readonly isEdited: boolean;
  /** Milliseconds since 1970, whole seconds. */
  readonly timestamp: number;
};

export function arrivedMessage(message: StoredMessage, media: MediaStore): ArrivedMessage {
  const { attributes, key } = message;
  const file = media.byPath(attributes["directPath"]);
  const text = file === undefined ? attributes["body"] : attributes["caption"];
  const fileName = attributes["filename"];
  return {
    id: key.id,
    providerId: fullId(message),
    chat: key.remote,
    type: attributes.type,
    body: typeof text === "string" ? text : "",
    media:
      file === undefined
        ? null
        : {
            bytes: file.bytes,
            mimeType: file.mimeType,
            fileName: typeof fileName === "string" ? fileName : undefined,
          },
    quotedId: typeof attributes["quotedStanzaID"] === "string" ? attributes["quotedStanzaID"] : null,
    mentions: Array.isArray(attributes["mentionedJidList"]) ? attributes["mentionedJidList"].map(String) : [],
    attributes,
    ack: message.ack,
    isRevoked: message.revokedAs !== null,
    isEdited: attributes["latestEditSenderTimestampMs"] !== undefined,
    timestamp: message.t * 1000,
  };
}
