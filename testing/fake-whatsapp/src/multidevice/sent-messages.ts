import { proto, type MediaType } from "@whiskeysockets/baileys";
import { bufferOf } from "./bytes.ts";
import type { MediaHost } from "./media-host.ts";
import type { Chat } from "./message-log.ts";
import type { Person } from "./people.ts";
import type { MessageKind } from "./written-message.ts";

/** A message of the company's as customers' phones show it: decrypted, once, however often it was sent under its id. */
export type SentMessage = {
  readonly providerId: string;
  readonly to: { readonly phone?: string; readonly lid?: string; readonly group?: string };
  readonly kind: MessageKind | "unknown";
  /** The text or the caption; of an edited message the last one. */
  body: string;
  isEdited: boolean;
  isRevoked: boolean;
  readonly media: {
    readonly bytes: Buffer;
    readonly mimeType: string;
    readonly fileName: string | null;
    readonly seconds: number | null;
  } | null;
  readonly location: { latitude: number; longitude: number; name: string | null; address: string | null } | null;
  /** vCards. */
  readonly contacts: readonly { readonly name: string; readonly vcard: string }[];
  readonly poll: { readonly name: string; readonly options: readonly string[] } | null;
  readonly quote: string | null;
  /** Jids as written in the message. */
  readonly mentions: readonly string[];
  readonly isForwarded: boolean;
  /** How often it came under this id; more than one is a re-send that nobody saw. */
  copies: number;
  /** Phones or LIDs of those who have it. */
  readonly receivedBy: string[];
  readonly message: proto.IMessage;
};

/** A reaction that customers saw; null when it was taken back. */
export type SentReaction = { readonly providerId: string; readonly target: string; readonly emoji: string | null };

/** The content inside its wrappings: disappearing, view once, document with caption, edited. */
export function unwrap(message: proto.IMessage): proto.IMessage {
  const wrapped =
    message.deviceSentMessage ??
    message.ephemeralMessage ??
    message.viewOnceMessage ??
    message.viewOnceMessageV2 ??
    message.viewOnceMessageV2Extension ??
    message.documentWithCaptionMessage ??
    message.editedMessage;
  return wrapped?.message ? unwrap(wrapped.message) : message;
}

type File = {
  caption?: string | null;
  mimetype?: string | null;
  fileName?: string | null;
  seconds?: number | null;
  directPath?: string | null;
  mediaKey?: Uint8Array | null;
  contextInfo?: proto.IContextInfo | null;
};

function fileOf(content: proto.IMessage): { kind: MessageKind; type: MediaType; file: File } | null {
  const { imageMessage, videoMessage, audioMessage, documentMessage, stickerMessage } = content;
  if (imageMessage) return { kind: "image", type: "image", file: imageMessage };
  if (videoMessage)
    return { kind: videoMessage.gifPlayback === true ? "gif" : "video", type: "video", file: videoMessage };
  if (audioMessage) return { kind: audioMessage.ptt === true ? "voice" : "audio", type: "audio", file: audioMessage };
  if (documentMessage) return { kind: "document", type: "document", file: documentMessage };
  if (stickerMessage) return { kind: "sticker", type: "sticker", file: stickerMessage };
  return null;
}

/** The key of a message's file and for which kind of media it is made; null without a file. */
export function mediaFileOf(
  message: proto.IMessage,
): { type: MediaType; mediaKey: Uint8Array | null; directPath: string } | null {
  const found = fileOf(unwrap(message));
  return found && { type: found.type, mediaKey: found.file.mediaKey ?? null, directPath: found.file.directPath ?? "" };
}

function plainKind(content: proto.IMessage): MessageKind | "unknown" {
  if (typeof content.conversation === "string" || content.extendedTextMessage) return "text";
  if (content.locationMessage) return "location";
  if (content.liveLocationMessage) return "liveLocation";
  if (content.contactMessage) return "contact";
  if (content.contactsArrayMessage) return "contacts";
  return pollOf(content) ? "poll" : "unknown";
}

const pollOf = (content: proto.IMessage): proto.Message.IPollCreationMessage | null | undefined =>
  content.pollCreationMessageV3 ?? content.pollCreationMessageV2 ?? content.pollCreationMessage;

function contextOf(content: proto.IMessage): proto.IContextInfo | null | undefined {
  return (
    fileOf(content)?.file.contextInfo ??
    content.extendedTextMessage?.contextInfo ??
    content.locationMessage?.contextInfo ??
    content.contactMessage?.contextInfo ??
    content.contactsArrayMessage?.contextInfo
  );
}

const textOf = (content: proto.IMessage): string =>
  content.conversation ??
  content.extendedTextMessage?.text ??
  fileOf(content)?.file.caption ??
  pollOf(content)?.name ??
  "";

async function openFile(content: proto.IMessage, host: MediaHost): Promise<SentMessage["media"]> {
  const found = fileOf(content);
  if (found === null) return null;
  const { file, type } = found;
  return {
    bytes: await host.download(file.directPath ?? "", bufferOf(file.mediaKey), type),
    mimeType: file.mimetype ?? "",
    fileName: file.fileName ?? null,
    seconds: file.seconds ?? null,
  };
}

async function describe(id: string, chat: Chat, message: proto.IMessage, host: MediaHost): Promise<SentMessage> {
  const content = unwrap(message);
  const context = contextOf(content);
  const place = content.locationMessage;
  return {
    providerId: id,
    to: chat.kind === "group" ? { group: chat.group.jid } : personName(chat.person),
    kind: fileOf(content)?.kind ?? plainKind(content),
    body: textOf(content),
    isEdited: false,
    isRevoked: false,
    media: await openFile(content, host),
    location: place
      ? {
          latitude: place.degreesLatitude ?? 0,
          longitude: place.degreesLongitude ?? 0,
          name: place.name ?? null,
          address: place.address ?? null,
        }
      : null,
    contacts: (content.contactsArrayMessage?.contacts ?? (content.contactMessage ? [content.contactMessage] : [])).map(
      (each) => ({ name: each.displayName ?? "", vcard: each.vcard ?? "" }),
    ),
    poll: describePoll(content),
    quote: context?.stanzaId ?? null,
    mentions: context?.mentionedJid ?? [],
    isForwarded: context?.isForwarded ?? false,
    copies: 0,
    receivedBy: [],
    message,
  };
}

function describePoll(content: proto.IMessage): SentMessage["poll"] {
  const poll = pollOf(content);
  return poll ? { name: poll.name ?? "", options: (poll.options ?? []).map((each) => each.optionName ?? "") } : null;
}

const personName = ({ phone, lid }: Person) => (phone === null ? { lid } : { phone, lid });

/** What the company's customers have received, over all their phones. */
export class SentMessages {
  readonly #messages = new Map<string, SentMessage>();
  readonly reactions: SentReaction[] = [];
  readonly #changes = new Set<string>();

  all(): SentMessage[] {
    return [...this.#messages.values()];
  }

  /** A customer's phone has opened a message. The same id again changes nothing that is shown. */
  async receive(id: string, chat: Chat, recipient: Person, message: proto.IMessage, host: MediaHost): Promise<void> {
    const content = unwrap(message);
    if (content.reactionMessage || content.protocolMessage) return this.#change(id, content);
    const known = this.#messages.get(id) ?? (await describe(id, chat, message, host));
    this.#messages.set(id, known);
    const name = recipient.phone ?? recipient.lid;
    if (!known.receivedBy.includes(name)) known.receivedBy.push(name);
    known.copies = Math.max(known.copies, 1);
  }

  /** A re-send: the id was here before. */
  repeat(id: string): void {
    const known = this.#messages.get(id);
    if (known !== undefined) known.copies += 1;
  }

  #change(id: string, { reactionMessage, protocolMessage }: proto.IMessage): void {
    if (this.#changes.has(id)) return;
    this.#changes.add(id);
    if (reactionMessage) {
      const emoji = reactionMessage.text === "" ? null : (reactionMessage.text ?? null);
      this.reactions.push({ providerId: id, target: reactionMessage.key?.id ?? "", emoji });
    }
    const target = this.#messages.get(protocolMessage?.key?.id ?? "");
    if (target === undefined || !protocolMessage) return;
    if (protocolMessage.type === proto.Message.ProtocolMessage.Type.REVOKE) target.isRevoked = true;
    if (protocolMessage.type === proto.Message.ProtocolMessage.Type.MESSAGE_EDIT) {
      target.isEdited = true;
      target.body = textOf(unwrap(protocolMessage.editedMessage ?? {}));
    }
  }

  clear(): void {
    this.#messages.clear();
    this.reactions.length = 0;
  }
}
