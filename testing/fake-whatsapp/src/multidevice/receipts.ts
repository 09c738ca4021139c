import { aesEncryptGCM, hkdf, jidNormalizedUser, proto, type BinaryNode } from "@whiskeysockets/baileys";
import { randomBytes } from "node:crypto";
import { bufferOf, unsigned } from "./bytes.ts";
import type { CompanyAccount, ReceiptKind } from "./company-account.ts";
import type { Connection } from "./connection.ts";
import { deliver } from "./delivery.ts";
import type { LinkedDevice } from "./linked-device.ts";
import type { Chat } from "./message-log.ts";
import type { Network } from "./network.ts";
import type { Person } from "./people.ts";
import { mediaFileOf } from "./sent-messages.ts";
import type { KeyBundle } from "./signal-device.ts";
import { bytesOf, child, children, firstChild, node, now } from "./stanzas.ts";

/** Tells every device of the company what a customer's phone did with messages: got, read or played them. */
export function tellReceipt(
  phone: CompanyAccount,
  chat: Chat,
  by: Person,
  ids: readonly string[],
  kind: ReceiptKind,
  at: string = now(),
): void {
  const [id, ...others] = ids;
  if (id === undefined) return;
  const from =
    chat.kind === "group"
      ? { from: chat.group.jid, participant: by.jid(chat.group.addressing) }
      : { from: by.jid(chat.addressing) };
  const list = others.map((each) => node("item", { id: each }));
  const type = kind === "delivered" ? undefined : kind;
  const content = list.length === 0 ? undefined : [node("list", {}, list)];
  for (const device of phone.linkedDevices) device.deliver(node("receipt", { ...from, id, type, t: at }, content));
}

/** The receipts that customers' phones give by themselves. */
export function sendReceipts(phone: CompanyAccount, chat: Chat, recipients: readonly Person[], id: string): void {
  const { receipts, receiptDelayMs } = phone.behaviour;
  const tell = () => {
    for (const kind of receipts) for (const person of recipients) tellReceipt(phone, chat, person, [id], kind);
  };
  if (receiptDelayMs === 0) return tell();
  setTimeout(tell, receiptDelayMs).unref();
}

/** A receipt from a company's device. */
export async function receiveReceipt(network: Network, connection: Connection, receipt: BinaryNode): Promise<void> {
  const { device } = connection;
  const phone = device && network.phoneOf(device.account);
  if (!device || !phone) return;
  const { id = "", to = "", type, participant } = receipt.attrs;
  connection.send(node("ack", { class: "receipt", id, from: to, type, participant }));
  const ids = [id, ...children(firstChild(receipt), "item").map((item) => item.attrs["id"] ?? "")];
  if (type === "retry") return resend(phone, device, receipt);
  if (type === "server-error") return uploadAgain(network, phone, device, receipt);
  if (type === "read" || type === "read-self" || type === "played") phone.noteRead(to, ids, type);
  else device.confirm("message", receipt.attrs, ids);
}

/** The device could not open a message: its author's phone encrypts it again, over a new session where keys came along. */
async function resend(phone: CompanyAccount, device: LinkedDevice, receipt: BinaryNode): Promise<void> {
  const id = receipt.attrs["id"] ?? "";
  const count = Number(child(receipt, "retry")?.attrs["count"] ?? 1);
  phone.retries.push({ providerId: id, count });
  const logged = phone.log.get(id);
  if (logged === undefined || phone.heldBack.has(id)) return;
  const from = logged.author ?? phone.person;
  const bundle = bundleIn(receipt, device);
  if (bundle !== null || count > 1) await from.device.begin(device.peer, bundle ?? device.takeBundle());
  await deliver(device, { id, from, chat: logged.chat, message: logged.message, at: logged.at, retry: count });
}

function bundleIn(receipt: BinaryNode, device: LinkedDevice): KeyBundle | null {
  const keys = child(receipt, "keys");
  if (keys === undefined) return null;
  const [signed, key] = [child(keys, "skey"), child(keys, "key")];
  return {
    registrationId: device.registrationId,
    identity: bytesOf(keys, "identity"),
    signedPreKey: {
      id: unsigned(bytesOf(signed, "id")),
      key: bytesOf(signed, "value"),
      signature: bytesOf(signed, "signature"),
    },
    preKey: key === undefined ? null : { id: unsigned(bytesOf(key, "id")), key: bytesOf(key, "value") },
  };
}

/** A file has expired and the device asks for it: the company's phone uploads it again, where it still has it. */
async function uploadAgain(
  network: Network,
  phone: CompanyAccount,
  device: LinkedDevice,
  receipt: BinaryNode,
): Promise<void> {
  const id = receipt.attrs["id"] ?? "";
  const asked = child(receipt, "rmr")?.attrs ?? {};
  const { jid, from_me, participant } = asked;
  phone.mediaRequests.push(id);
  const attrs = { type: "mediaretry", id, from: jidNormalizedUser(device.jid("pn")), t: now() };
  const about = node("rmr", { jid, from_me, participant });
  const logged = phone.log.get(id);
  const media = logged && mediaFileOf(logged.message);
  if (!logged?.file || !media?.mediaKey) {
    device.deliver(node("notification", attrs, [about, node("error", { code: "2" })]));
    return;
  }
  const mediaKey = bufferOf(media.mediaKey);
  const directPath = await network.media.uploadAgain(logged.file, mediaKey, media.type);
  const answer = proto.MediaRetryNotification.encode({
    stanzaId: id,
    directPath,
    result: proto.MediaRetryNotification.ResultType.SUCCESS,
  }).finish();
  const key = bufferOf(hkdf(mediaKey, 32, { info: "WhatsApp Media Retry Notification" }));
  const iv = randomBytes(12);
  const sealed = aesEncryptGCM(answer, key, iv, Buffer.from(id));
  device.deliver(
    node("notification", attrs, [about, node("encrypt", {}, [node("enc_p", {}, sealed), node("enc_iv", {}, iv)])]),
  );
}
