import { createHash, randomBytes } from "node:crypto";
import type { MediaStore } from "./media.ts";
import { mediaPath } from "./media.ts";
import type { MessageContent, MessageKind } from "./types.ts";
import { asWid } from "./wids.ts";

/** A message's own fields by WhatsApp Web's names. */
export type Attributes = Readonly<Record<string, unknown>> & { readonly type: string };

/** WhatsApp Web's word for each kind. */
const TYPES: Record<MessageKind, string> = {
  text: "chat",
  image: "image",
  video: "video",
  audio: "audio",
  voice: "ptt",
  document: "document",
  sticker: "sticker",
  location: "location",
  contact: "vcard",
  poll: "poll_creation",
  "missed-call": "call_log",
  "encryption-notice": "e2e_notification",
  undecryptable: "ciphertext",
  "view-once-elsewhere": "ciphertext",
  raw: "unknown",
};

/** WhatsApp Web's fields of what somebody writes. A quotation and who wrote it are not in it. */
export function attributesOf(content: MessageContent, media: MediaStore): Attributes {
  return {
    type: TYPES[content.kind],
    ...specific(content, media),
    mentionedJidList: content.mentions.map(asWid),
    ...(content.isForwarded ? { isForwarded: true, forwardingScore: Math.max(1, content.forwardingScore) } : {}),
    ...content.raw,
  };
}

function specific(content: MessageContent, media: MediaStore): Record<string, unknown> {
  if (content.media !== undefined) return fileAttributes(content, media);
  switch (content.kind) {
    case "location":
      return locationAttributes(content);
    case "contact":
      return contactAttributes(content.vcards);
    case "poll":
      return pollAttributes(content);
    case "missed-call":
      return { subtype: "miss", callOutcome: "Missed", isVideoCall: false };
    case "encryption-notice":
      return { subtype: "encrypt", isNotification: true };
    case "view-once-elsewhere":
      return { subtype: "view_once_unavailable_fanout" };
    case "undecryptable":
      return {};
    default:
      return { body: content.body };
  }
}

function fileAttributes(
  { media: file, kind, body, isViewOnce }: MessageContent,
  media: MediaStore,
): object & Record<string, unknown> {
  if (file === undefined) return {};
  const stored = media.add(file);
  return {
    ...(body === "" ? {} : { caption: body }),
    mimetype: file.mimeType,
    size: file.bytes.length,
    ...(kind === "document" ? { filename: file.fileName ?? "file" } : {}),
    ...(file.seconds === undefined ? {} : { duration: String(file.seconds) }),
    ...(isViewOnce ? { isViewOnce: true } : {}),
    filehash: createHash("sha256").update(file.bytes).digest("base64"),
    encFilehash: createHash("sha256").update(stored.id).digest("base64"),
    mediaKey: randomBytes(32).toString("base64"),
    mediaKeyTimestamp: Math.floor(Date.now() / 1000),
    directPath: mediaPath(stored),
  };
}

function locationAttributes({ location }: MessageContent): Record<string, unknown> {
  if (location === undefined) throw new Error("A location needs the field location");
  const loc = [location.name, location.address].filter((line) => line !== undefined).join("\n");
  return {
    lat: location.latitude,
    lng: location.longitude,
    ...(loc === "" ? {} : { loc }),
    ...(location.url === undefined ? {} : { clientUrl: location.url }),
    body: "",
  };
}

function contactAttributes(vcards: readonly string[]): Record<string, unknown> {
  const named = vcards.map((vcard) => ({ vcard, displayName: /^FN:(.*)$/m.exec(vcard)?.[1]?.trim() ?? "" }));
  const [first] = named;
  if (first === undefined) throw new Error("A contact needs the field vcards");
  if (named.length > 1) return { type: "multi_vcard", vcardList: named };
  return { body: first.vcard, vcardFormattedName: first.displayName };
}

function pollAttributes({ poll }: MessageContent): Record<string, unknown> {
  if (poll === undefined) throw new Error("A poll needs the field poll");
  return {
    pollName: poll.name,
    pollOptions: poll.options.map((name, localId) => ({ name, localId })),
    pollSelectableOptionsCount: poll.allowsMany ? 0 : 1,
    messageSecret: Object.fromEntries([...randomBytes(32)].entries()),
  };
}
