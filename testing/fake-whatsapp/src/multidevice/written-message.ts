import { randomBytes } from "node:crypto";
import type { proto, MediaType } from "@whiskeysockets/baileys";
import type { MediaHost } from "./media-host.ts";

/** The kinds of message that people write here. `voice` is a voice note, `audio` a sound file. */
export type MessageKind =
  | "text"
  | "image"
  | "video"
  | "gif"
  | "audio"
  | "voice"
  | "document"
  | "sticker"
  | "location"
  | "liveLocation"
  | "contact"
  | "contacts"
  | "poll"
  | "unsupported";

export type WrittenMedia = {
  readonly bytes: Buffer;
  readonly mimeType?: string | undefined;
  readonly fileName?: string | undefined;
  readonly seconds?: number | undefined;
};

/** What somebody writes on a phone. Mentions are phones or LIDs of people, the quote is the id of a message. */
export type Written = {
  readonly kind?: MessageKind | undefined;
  readonly body?: string | undefined;
  readonly media?: WrittenMedia | undefined;
  readonly quote?: string | undefined;
  readonly mentions?: readonly string[] | undefined;
  readonly isForwarded?: boolean | undefined;
  readonly isViewOnce?: boolean | undefined;
  readonly location?:
    { latitude: number; longitude: number; name?: string | undefined; address?: string | undefined } | undefined;
  readonly contacts?: readonly { name: string; phone: string }[] | undefined;
  readonly poll?: { name: string; options: readonly string[]; selectable?: number | undefined } | undefined;
  /** Exactly this content instead, in the protocol's own shape. */
  readonly raw?: proto.IMessage | undefined;
};

const MEDIA: Partial<Record<MessageKind, { type: MediaType; field: keyof proto.IMessage; mimeType: string }>> = {
  image: { type: "image", field: "imageMessage", mimeType: "image/png" },
  video: { type: "video", field: "videoMessage", mimeType: "video/mp4" },
  gif: { type: "gif", field: "videoMessage", mimeType: "video/mp4" },
  audio: { type: "audio", field: "audioMessage", mimeType: "audio/mpeg" },
  voice: { type: "ptt", field: "audioMessage", mimeType: "audio/ogg; codecs=opus" },
  document: { type: "document", field: "documentMessage", mimeType: "application/pdf" },
  sticker: { type: "sticker", field: "stickerMessage", mimeType: "image/webp" },
};

/** One transparent pixel: what is sent as a file when none is given. */
export const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

const vcard = ({ name, phone }: { name: string; phone: string }): proto.Message.IContactMessage => ({
  displayName: name,
  vcard: `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${phone}:+${phone}\nEND:VCARD`,
});

async function withMedia(written: Written, kind: MessageKind, contextInfo: proto.IContextInfo, host: MediaHost) {
  const shape = MEDIA[kind];
  if (shape === undefined) return undefined;
  const { bytes = PIXEL, mimeType = shape.mimeType, fileName, seconds } = written.media ?? {};
  const content = {
    ...(await host.upload(bytes, shape.type)),
    mimetype: mimeType,
    contextInfo,
    ...(kind === "image" || kind === "video" || kind === "document" || kind === "gif"
      ? { caption: written.body ?? "" }
      : {}),
    ...(kind === "document" ? { fileName: fileName ?? "document.pdf", title: fileName ?? "document.pdf" } : {}),
    ...(kind === "voice" ? { ptt: true, waveform: Buffer.alloc(64, 12) } : {}),
    ...(kind === "gif" ? { gifPlayback: true } : {}),
    ...(kind === "sticker" ? { width: 512, height: 512 } : {}),
    ...(seconds === undefined ? {} : { seconds }),
    ...(written.isViewOnce === true ? { viewOnce: true } : {}),
  };
  const message: proto.IMessage = { [shape.field]: content };
  return written.isViewOnce === true ? { viewOnceMessageV2: { message } } : message;
}

/** The content of a message as phones make it; files are uploaded on the way. */
export async function composeMessage(
  written: Written,
  contextInfo: proto.IContextInfo,
  host: MediaHost,
): Promise<proto.IMessage> {
  if (written.raw !== undefined) return written.raw;
  const kind = written.kind ?? "text";
  const place = {
    degreesLatitude: written.location?.latitude ?? -23.561,
    degreesLongitude: written.location?.longitude ?? -46.656,
  };
  const people = written.contacts ?? [{ name: "João Souza", phone: "5511977776666" }];
  switch (kind) {
    case "text":
      return Object.keys(contextInfo).length === 0
        ? { conversation: written.body ?? "" }
        : { extendedTextMessage: { text: written.body ?? "", contextInfo } };
    case "location": {
      const { name = null, address = null } = written.location ?? {};
      return { locationMessage: { ...place, name, address, contextInfo } };
    }
    case "liveLocation":
      return { liveLocationMessage: { ...place, caption: written.body ?? "", sequenceNumber: 1, contextInfo } };
    case "contact":
      return { contactMessage: { ...vcard(people[0] ?? { name: "", phone: "" }), contextInfo } };
    case "contacts":
      return { contactsArrayMessage: { displayName: `${people.length}`, contacts: people.map(vcard), contextInfo } };
    case "poll":
      return composePoll(written, contextInfo);
    case "unsupported":
      return { productMessage: { body: written.body ?? "", contextInfo } };
    default:
      return (await withMedia(written, kind, contextInfo, host)) ?? {};
  }
}

function composePoll(written: Written, contextInfo: proto.IContextInfo): proto.IMessage {
  const { name, options, selectable = 1 } = written.poll ?? { name: written.body ?? "?", options: ["A", "B"] };
  const choices = options.map((optionName) => ({ optionName }));
  return {
    messageContextInfo: { messageSecret: randomBytes(32) },
    pollCreationMessageV3: { name, options: choices, selectableOptionsCount: selectable, contextInfo },
  };
}
