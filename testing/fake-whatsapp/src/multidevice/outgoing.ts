import { isJidGroup, jidNormalizedUser, type BinaryNode, type proto } from "@whiskeysockets/baileys";
import type { CompanyAccount } from "./company-account.ts";
import type { Connection } from "./connection.ts";
import { answerPeerRequest } from "./history.ts";
import type { LinkedDevice } from "./linked-device.ts";
import type { Chat } from "./message-log.ts";
import type { Network } from "./network.ts";
import type { Person } from "./people.ts";
import { sendReceipts } from "./receipts.ts";
import { bytesIn, child, children, node, now } from "./stanzas.ts";

type Envelope = { readonly to: string; readonly enc: BinaryNode };

/** A message that a company's device sends: to customers' phones, to groups, to other companies, to its own phone. */
export async function receiveFromDevice(network: Network, connection: Connection, stanza: BinaryNode): Promise<void> {
  const { device } = connection;
  const phone = device && network.phoneOf(device.account);
  if (!device || !phone) return;
  if (stanza.attrs["category"] === "peer") return receivePeerMessage(phone, device, connection, stanza);
  const fault = phone.faults.takeSend();
  if (fault?.kind === "drop-before-arrival") return connection.drop();
  if (fault?.kind === "lost") return;
  if (fault?.kind === "nack") return acknowledge(connection, stanza, fault.code);
  if (fault?.kind === "unreadable") {
    acknowledge(connection, stanza);
    return askAgain(network, device, stanza);
  }
  const chat = chatOf(network, stanza);
  // A number that is not on WhatsApp: the server takes the message, and it stays at one tick.
  if (chat === null)
    return acknowledge(connection, stanza, isJidGroup(stanza.attrs["to"]) === true ? "404" : undefined);
  const recipients = await open(network, phone, device, stanza, chat);
  if (fault?.kind === "drop-after-arrival") return connection.drop();
  if (fault?.kind === "ack-slow") {
    const timer = setTimeout(() => acknowledge(connection, stanza), fault.delayMs);
    timer.unref();
  } else if (fault?.kind !== "ack-lost") acknowledge(connection, stanza);
  sendReceipts(phone, chat, recipients, stanza.attrs["id"] ?? "");
}

function acknowledge(connection: Connection, stanza: BinaryNode, error?: string): void {
  const { id, to, participant } = stanza.attrs;
  connection.send(node("ack", { class: "message", id, from: to, participant, t: now(), error }));
}

function chatOf(network: Network, { attrs }: BinaryNode): Chat | null {
  const to = attrs["recipient"] ?? attrs["to"] ?? "";
  if (isJidGroup(to) === true) {
    const group = network.groups.get(to);
    return group === undefined ? null : { kind: "group", group };
  }
  const jid = jidNormalizedUser(to);
  const person = network.directory.byJid(jid);
  return person === undefined ? null : { kind: "direct", person, addressing: jid.endsWith("@lid") ? "lid" : "pn" };
}

/** Every phone opens its own part; what is for other companion devices goes on to them. Returns the customers who have it. */
async function open(
  network: Network,
  phone: CompanyAccount,
  device: LinkedDevice,
  stanza: BinaryNode,
  chat: Chat,
): Promise<Person[]> {
  const id = stanza.attrs["id"] ?? "";
  phone.sentMessages.repeat(id);
  const contents = new Map<Person, proto.IMessage>();
  for (const { to, enc } of envelopes(stanza)) {
    const linked = linkedDevice(network, to);
    if (linked !== undefined) forward(linked, device, stanza, enc);
    const person = network.directory.byJid(to);
    if (linked !== undefined || person === undefined) continue;
    const message = await decrypt(person, device, enc, () => requestRetry(device, person, stanza, 1));
    if (message?.senderKeyDistributionMessage) {
      await person.device.learnSenderKey(device.peer, message.senderKeyDistributionMessage);
    }
    if (message !== null) contents.set(person, message);
  }
  const groupContent = chat.kind === "group" ? child(stanza, "enc") : undefined;
  if (groupContent !== undefined && chat.kind === "group" && stanza.attrs["participant"] === undefined) {
    for (const member of chat.group.members) {
      const bytes = bytesIn(groupContent);
      const opened = await member.device.decryptFromGroup(chat.group.jid, device.peer, bytes).catch(() => null);
      if (opened === null) requestRetry(device, member, stanza, 1);
      else contents.set(member, opened);
    }
  }
  return keep(network, phone, chat, id, contents);
}

async function keep(
  network: Network,
  phone: CompanyAccount,
  chat: Chat,
  id: string,
  contents: Map<Person, proto.IMessage>,
) {
  const recipients: Person[] = [];
  for (const [person, message] of contents) {
    if (isOnlyKey(message)) continue;
    const isOwnCopy = person === phone.person;
    if (!isOwnCopy || (chat.kind === "direct" && chat.person === person)) {
      await phone.sentMessages.receive(id, chat, person, message, network.media);
      if (!isOwnCopy) recipients.push(person);
    }
    phone.log.add({
      id,
      chat,
      author: null,
      message: message.deviceSentMessage?.message ?? message,
      at: Date.now(),
      file: null,
    });
  }
  return recipients;
}

const isOnlyKey = (message: proto.IMessage): boolean =>
  Object.entries(message).every(
    ([name, value]) =>
      value === null || value === undefined || name === "senderKeyDistributionMessage" || name === "messageContextInfo",
  );

/** Who each ciphertext is for. A re-send to one device carries its ciphertext without a list. */
function envelopes(stanza: BinaryNode): Envelope[] {
  const listed = children(child(stanza, "participants"), "to").flatMap((each) => {
    const enc = child(each, "enc");
    return enc === undefined ? [] : [{ to: each.attrs["jid"] ?? "", enc }];
  });
  const direct = child(stanza, "enc");
  if (direct === undefined || direct.attrs["type"] === "skmsg") return listed;
  return [...listed, { to: stanza.attrs["participant"] ?? stanza.attrs["to"] ?? "", enc: direct }];
}

function linkedDevice(network: Network, jid: string): LinkedDevice | undefined {
  const person = network.directory.byJid(jid);
  const id = Number(/:(\d+)@/u.exec(jid)?.[1] ?? 0);
  return id === 0 || person === undefined ? undefined : network.devicesOf(person).find((each) => each.id === id);
}

async function decrypt(person: Person, device: LinkedDevice, enc: BinaryNode, onFailure: () => void) {
  try {
    return await person.device.decrypt(device.peer, enc.attrs["type"] ?? "", bytesIn(enc));
  } catch {
    onFailure();
    return null;
  }
}

/** Passes a ciphertext on to another companion device, ours or another company's. */
function forward(to: LinkedDevice, from: LinkedDevice, stanza: BinaryNode, enc: BinaryNode): void {
  const { id, to: chat = "", type } = stanza.attrs;
  const addressing = chat.endsWith("@lid") ? "lid" : "pn";
  const isOwn = to.account === from.account;
  const isGroup = isJidGroup(chat) === true;
  const attrs = isGroup
    ? { from: chat, participant: from.jid("lid"), participant_pn: from.account.phoneJid, addressing_mode: "lid" }
    : {
        from: from.jid(addressing),
        recipient: isOwn ? chat : undefined,
        addressing_mode: addressing,
        ...(isOwn
          ? {}
          : addressing === "lid"
            ? { sender_pn: from.account.phoneJid }
            : { sender_lid: from.account.lidJid }),
      };
  const content = isGroup ? [enc, ...children(stanza, "enc").filter((each) => each !== enc)] : [enc];
  to.deliver(node("message", { ...attrs, id, type, t: now(), notify: from.account.name ?? undefined }, content));
}

/** A phone that could not open a message asks the device to encrypt it anew. */
function requestRetry(device: LinkedDevice, person: Person, stanza: BinaryNode, count: number): void {
  const { id, to = "" } = stanza.attrs;
  const isGroup = isJidGroup(to) === true;
  const jid = person.jid(to.endsWith("@lid") || isGroup ? "lid" : "pn");
  const registration = Buffer.alloc(4);
  registration.writeUInt32BE(person.device.registrationId);
  const attrs = isGroup ? { from: to, participant: jid } : { from: jid };
  device.deliver(
    node("receipt", { ...attrs, id, type: "retry", t: now() }, [
      node("retry", { count: String(count), id, t: now(), v: "1", error: "0" }),
      node("registration", {}, registration),
    ]),
  );
}

function askAgain(network: Network, device: LinkedDevice, stanza: BinaryNode): void {
  const chat = chatOf(network, stanza);
  const person =
    chat === null
      ? undefined
      : chat.kind === "direct"
        ? chat.person
        : chat.group.members.find((each) => each !== device.account);
  if (person !== undefined) requestRetry(device, person, stanza, 1);
}

async function receivePeerMessage(
  phone: CompanyAccount,
  device: LinkedDevice,
  connection: Connection,
  stanza: BinaryNode,
) {
  acknowledge(connection, stanza);
  const enc = child(stanza, "enc");
  if (enc === undefined) return;
  const message = await decrypt(phone.person, device, enc, () => requestRetry(device, phone.person, stanza, 1));
  if (message === null) return;
  await answerPeerRequest(phone, device, stanza.attrs["id"] ?? "", message.deviceSentMessage?.message ?? message);
}
