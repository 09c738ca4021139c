import type { BinaryNode, proto } from "@whiskeysockets/baileys";
import { seconds } from "./bytes.ts";
import type { Group } from "./groups.ts";
import type { LinkedDevice } from "./linked-device.ts";
import type { Chat } from "./message-log.ts";
import type { Person } from "./people.ts";
import type { Ciphertext } from "./signal-device.ts";
import { node } from "./stanzas.ts";

/** One message on its way from a phone to a company's devices. */
export type Parcel = {
  readonly id: string;
  /** Who wrote it: a customer, or the company's own phone. */
  readonly from: Person;
  readonly chat: Chat;
  readonly message: proto.IMessage;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The ciphertext is damaged on the way. */
  readonly isDamaged?: boolean;
  /** There is no ciphertext for this device: it has to ask its own phone for the content. */
  readonly isAbsent?: boolean;
  /** How often the device asked for it again. */
  readonly retry?: number;
  /** From our own phone about itself: history, answers to the device's questions. */
  readonly isPeer?: boolean;
};

/** Encrypts a message for one device and leaves it with the server. */
export async function deliver(device: LinkedDevice, parcel: Parcel): Promise<void> {
  const encrypted = parcel.isAbsent === true ? [] : await encryptFor(device, parcel);
  const content = parcel.isAbsent === true ? [node("unavailable")] : encrypted.map((each) => encNode(each, parcel));
  device.deliver(node("message", { ...envelope(device, parcel), ...common(parcel) }, content));
}

async function encryptFor(device: LinkedDevice, parcel: Parcel): Promise<Ciphertext[]> {
  const { chat, from, retry } = parcel;
  if (chat.kind === "group" && retry === undefined) return encryptForGroup(device, chat.group, from, parcel.message);
  if (chat.kind === "group") {
    const senderKeyDistributionMessage = await from.device.senderKey(chat.group.jid);
    return [await encryptDirect(device, from, { ...parcel.message, senderKeyDistributionMessage })];
  }
  const isEcho = from === device.account && parcel.isPeer !== true;
  const message = isEcho
    ? { deviceSentMessage: { destinationJid: jidOf(chat), message: parcel.message } }
    : parcel.message;
  return [await encryptDirect(device, from, message)];
}

async function encryptDirect(device: LinkedDevice, from: Person, message: proto.IMessage): Promise<Ciphertext> {
  if (!from.device.hasSession(device.peer)) await from.device.begin(device.peer, device.takeBundle());
  return from.device.encrypt(device.peer, message);
}

async function encryptForGroup(device: LinkedDevice, group: Group, from: Person, message: proto.IMessage) {
  const key = `${group.jid} ${from.lid}`;
  const parts: Ciphertext[] = [];
  if (!device.knownSenderKeys.has(key)) {
    device.knownSenderKeys.add(key);
    const senderKeyDistributionMessage = await from.device.senderKey(group.jid);
    parts.push(await encryptDirect(device, from, { senderKeyDistributionMessage }));
  }
  return [...parts, await from.device.encryptForGroup(group.jid, message)];
}

function encNode({ type, bytes }: Ciphertext, parcel: Parcel): BinaryNode {
  const isContent = type === "skmsg" || parcel.chat.kind === "direct" || parcel.retry !== undefined;
  const sent = Buffer.from(bytes);
  if (parcel.isDamaged === true && isContent) sent.writeUInt8(sent.readUInt8(sent.length - 1) ^ 0xff, sent.length - 1);
  const count = parcel.retry === undefined ? undefined : String(parcel.retry);
  return node("enc", { v: "2", type, count, mediatype: mediaTypeAttribute(parcel.message) }, sent);
}

const jidOf = (chat: Chat): string => (chat.kind === "group" ? chat.group.jid : chat.person.jid(chat.addressing));

/** Who it comes from and where it belongs; the other identifier of people rides along, unless they hide their phone. */
function envelope(device: LinkedDevice, { chat, from, isPeer }: Parcel): Record<string, string | undefined> {
  if (isPeer === true) return { from: device.account.jid("pn"), category: "peer" };
  if (chat.kind === "group") {
    const { addressing, jid } = chat.group;
    const other = addressing === "lid" ? { participant_pn: from.phoneJid } : { participant_lid: from.lidJid };
    return { from: jid, participant: from.jid(addressing), addressing_mode: addressing, ...other };
  }
  const { person, addressing } = chat;
  const isLid = addressing === "lid";
  if (from === device.account) {
    const other = isLid ? { peer_recipient_pn: person.phoneJid } : { peer_recipient_lid: person.lidJid };
    return { from: from.jid(addressing), recipient: person.jid(addressing), addressing_mode: addressing, ...other };
  }
  const other = isLid ? { sender_pn: person.phoneJid } : { sender_lid: person.lidJid };
  return { from: from.jid(addressing), addressing_mode: addressing, ...other };
}

function common({ id, at, from, message }: Parcel): Record<string, string | undefined> {
  const { protocolMessage } = message;
  const edit = protocolMessage?.editedMessage
    ? "1"
    : protocolMessage?.type === 0 && protocolMessage.key
      ? "7"
      : undefined;
  return { id, t: String(seconds(at)), type: stanzaType(message), notify: from.name ?? undefined, edit };
}

function stanzaType(message: proto.IMessage): string {
  if (message.reactionMessage) return "reaction";
  if (message.pollCreationMessageV3 || message.pollUpdateMessage) return "poll";
  return mediaTypeAttribute(message) === undefined ? "text" : "media";
}

function mediaTypeAttribute(message: proto.IMessage): string | undefined {
  const { imageMessage, videoMessage, audioMessage, documentMessage, stickerMessage } =
    message.viewOnceMessageV2?.message ?? message;
  if (imageMessage) return "image";
  if (videoMessage) return videoMessage.gifPlayback === true ? "gif" : "video";
  if (audioMessage) return audioMessage.ptt === true ? "ptt" : "audio";
  if (documentMessage) return "document";
  if (stickerMessage) return "sticker";
  if (message.contactMessage) return "vcard";
  if (message.contactsArrayMessage) return "contact_array";
  if (message.liveLocationMessage) return "livelocation";
  return message.locationMessage ? "location" : undefined;
}
