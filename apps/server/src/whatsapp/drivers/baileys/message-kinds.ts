import type { proto } from "@whiskeysockets/baileys";
import type { InboundEventInput } from "../../driver.ts";
import { mediaReference, type MediaKind } from "./media-reference.ts";
import { numberOf } from "./numbers.ts";
import { readVcard } from "./vcard.ts";

type MessageInput = Extract<InboundEventInput, { kind: "message" }>;
type Content = NonNullable<MessageInput["content"]>;

/** What a kind of message holds, in the port's words. */
export type Shown = Pick<MessageInput, "type" | "body" | "media"> & {
  readonly content: Content;
  /** Whether the original must be kept, for there is more in it than we show. */
  readonly keepsRaw?: boolean;
};

type Kinds = { readonly [Key in keyof proto.IMessage]?: Reader<NonNullable<proto.IMessage[Key]>> };
type Reader<Part> = (part: Part, key: proto.IMessageKey) => Shown;

const shown = (type: MessageInput["type"], body: string | null | undefined, content: Content = {}): Shown => ({
  type,
  body: body ?? "",
  content,
  media: null,
});
const answer = (kind: string, ...lines: readonly (string | null | undefined)[]): Shown => ({
  ...shown("TEXT", lines.filter(Boolean).join("\n"), { kind }),
  keepsRaw: true,
});

/** Every kind that is shown; what has no reader here is UNSUPPORTED. */
const kinds: Kinds = {
  conversation: (text) => shown("TEXT", text),
  extendedTextMessage: ({ text }) => shown("TEXT", text),
  imageMessage: (part, key) => file("IMAGE", "image", part, key),
  videoMessage: video,
  ptvMessage: video,
  audioMessage: audio,
  documentMessage: (part, key) => file("DOCUMENT", "document", part, key),
  stickerMessage: (part, key) =>
    file("STICKER", "sticker", part, key, part.isAnimated === true ? { animated: true } : {}),
  locationMessage: (part) => location(part, [part.name, part.address, part.comment]),
  liveLocationMessage: (part) => location(part, [part.caption], "live_location"),
  contactMessage: (card) => contacts([card]),
  contactsArrayMessage: (cards) => contacts(cards.contacts ?? []),
  pollCreationMessage: poll,
  pollCreationMessageV2: poll,
  pollCreationMessageV3: poll,
  pollCreationMessageV5: poll,
  buttonsResponseMessage: (part) => answer("button", part.selectedDisplayText || part.selectedButtonId),
  templateButtonReplyMessage: (part) => answer("button", part.selectedDisplayText || part.selectedId),
  listResponseMessage: (part) => answer("interactive", part.title, part.description),
  interactiveResponseMessage: (part) => answer("interactive", part.body?.text || part.nativeFlowResponseMessage?.name),
  buttonsMessage: (part) => answer("button", part.text, part.contentText, part.footerText),
  listMessage: (part) => answer("interactive", part.title, part.description, part.footerText),
  interactiveMessage: (part) => answer("interactive", part.header?.title, part.body?.text, part.footer?.text),
  templateMessage: ({ hydratedTemplate, hydratedFourRowTemplate }) => {
    const template = hydratedTemplate ?? hydratedFourRowTemplate;
    const title = template && "hydratedTitleText" in template ? template.hydratedTitleText : null;
    return answer("template", title, template?.hydratedContentText, template?.hydratedFooterText);
  },
  callLogMesssage: ({ isVideo, callOutcome }) =>
    callOutcome === callMissed ? missedCall(isVideo === true) : unsupported("call"),
};

const callMissed = 1;

/** A call that nobody took. */
export const missedCall = (isVideo: boolean): Shown =>
  isVideo
    ? shown("SYSTEM", "Missed video call", { kind: "video_call_missed" })
    : shown("SYSTEM", "Missed voice call", { kind: "call_missed" });

/** A kind that we keep but cannot show. `kind` is WhatsApp's own name of it. */
export const unsupported = (kind: string): Shown => ({ ...shown("UNSUPPORTED", "", { kind }), keepsRaw: true });

/** What may be seen once is for the phone alone: other devices are not given it, and must not keep it. */
export const viewOnce: Shown = shown("UNSUPPORTED", "", { kind: "view_once" });

/** Reads one part of a message by its field's name. */
export function readKind(name: string, part: unknown, key: proto.IMessageKey): Shown {
  const reader = (Object.hasOwn(kinds, name) ? kinds[name as keyof Kinds] : undefined) as Reader<unknown> | undefined;
  return reader === undefined ? unsupported(name.replace(/Message$/, "")) : reader(part, key);
}

type FilePart = Parameters<typeof mediaReference>[1] & {
  readonly caption?: string | null;
  readonly mimetype?: string | null;
  readonly fileName?: string | null;
  readonly title?: string | null;
  readonly fileLength?: unknown;
};

function file(
  type: MessageInput["type"],
  kind: MediaKind,
  part: FilePart,
  key: proto.IMessageKey,
  content: Content = {},
): Shown {
  const size = numberOf(part.fileLength);
  return {
    type,
    body: part.caption ?? "",
    content,
    media: {
      reference: mediaReference(kind, part, key),
      mimeType: part.mimetype?.slice(0, 200) ?? null,
      fileName: (part.fileName ?? part.title)?.slice(0, 1000).toWellFormed() || null,
      size: size === null || size < 0 || !Number.isSafeInteger(size) ? null : size,
    },
  };
}

function video(part: proto.Message.IVideoMessage, key: proto.IMessageKey): Shown {
  const animated = part.gifPlayback === true ? { animated: true } : {};
  return file("VIDEO", "video", part, key, { ...duration(part.seconds), ...animated });
}

function audio(part: proto.Message.IAudioMessage, key: proto.IMessageKey): Shown {
  if (part.ptt !== true) return file("AUDIO", "audio", part, key, duration(part.seconds));
  const waveform = part.waveform?.length ? { waveform: waveformOf(part.waveform) } : {};
  return file("AUDIO", "ptt", part, key, { voice: true, ...duration(part.seconds), ...waveform });
}

/** WhatsApp sends 64 loudnesses from 0 to 100. */
const waveformOf = (bytes: Uint8Array): number[] => [...bytes].slice(0, 64).map((level) => Math.min(level, 100));

const duration = (seconds: unknown): Content => {
  const durationSeconds = numberOf(seconds);
  return durationSeconds === null || durationSeconds <= 0 ? {} : { durationSeconds };
};

type Place = {
  degreesLatitude?: number | null;
  degreesLongitude?: number | null;
  name?: string | null;
  address?: string | null;
};

function location(place: Place, lines: readonly (string | null | undefined)[], kind?: string): Shown {
  const [latitude, longitude] = [place.degreesLatitude ?? 0, place.degreesLongitude ?? 0];
  const content = { location: { latitude, longitude, name: place.name || null, address: place.address || null } };
  return shown("LOCATION", lines.filter(Boolean).join("\n"), kind === undefined ? content : { ...content, kind });
}

function contacts(cards: readonly proto.Message.IContactMessage[]): Shown {
  const read = cards.slice(0, 100).map(({ vcard, displayName }) => readVcard(vcard ?? "", displayName ?? ""));
  const names = read.map(({ name, phoneNumbers }) => name || phoneNumbers[0]).filter(Boolean);
  return { ...shown("CONTACT", names.join(", "), { contacts: read }), keepsRaw: true };
}

/** One choice or, with no limit or a higher one, several. */
function poll({ name, options, selectableOptionsCount }: proto.Message.IPollCreationMessage): Shown {
  const names = (options ?? []).map(({ optionName }) => optionName ?? "").filter((option) => option !== "");
  return shown("TEXT", name, { kind: "poll", poll: { options: names, isMultiple: selectableOptionsCount !== 1 } });
}
