import { deflateSync } from "node:zlib";
import { jidNormalizedUser, proto } from "@whiskeysockets/baileys";
import { newMessageId, seconds } from "./bytes.ts";
import type { CompanyAccount } from "./company-account.ts";
import { deliver } from "./delivery.ts";
import type { LinkedDevice } from "./linked-device.ts";
import { chatJid, isSameChat, type Chat, type LoggedMessage } from "./message-log.ts";

const { HistorySyncType } = proto.HistorySync;
const { Type } = proto.Message.ProtocolMessage;

/** A message as WhatsApp keeps it in histories. */
export function webMessage({ id, chat, author, message, at }: LoggedMessage): proto.IWebMessageInfo {
  const participant = chat.kind === "group" && author !== null ? author.jid(chat.group.addressing) : null;
  return {
    key: { remoteJid: chatJid(chat), fromMe: author === null, id, participant },
    message,
    messageTimestamp: seconds(at),
    pushName: author?.name ?? null,
    participant,
    ...(author === null ? { status: proto.WebMessageInfo.Status.DELIVERY_ACK } : {}),
  };
}

function conversation(chat: Chat, messages: LoggedMessage[]): proto.IConversation {
  const newestFirst = messages.toReversed();
  const about =
    chat.kind === "group"
      ? { name: chat.group.subject }
      : { name: chat.person.name, pnJid: chat.person.phoneJid ?? null, lidJid: chat.person.lidJid };
  return {
    ...about,
    id: chatJid(chat),
    conversationTimestamp: seconds(newestFirst[0]?.at ?? 0),
    messages: newestFirst.map((each) => ({ message: webMessage(each) })),
  };
}

function conversations(messages: LoggedMessage[]): proto.IConversation[] {
  const byChat: { chat: Chat; messages: LoggedMessage[] }[] = [];
  for (const message of messages) {
    const known = byChat.find(({ chat }) => isSameChat(chat, message.chat));
    if (known === undefined) byChat.push({ chat: message.chat, messages: [message] });
    else known.messages.push(message);
  }
  return byChat.map((each) => conversation(each.chat, each.messages));
}

/** What a newly linked device is told: the newest messages first, then the names, then the rest. */
export async function sendInitialHistory(phone: CompanyAccount, device: LinkedDevice): Promise<void> {
  const { bootstrapSize, initialHistorySize } = phone.behaviour;
  const messages = phone.log.all().slice(-initialHistorySize);
  const newest = messages.slice(-bootstrapSize);
  const older = messages.slice(0, -bootstrapSize);
  await sendHistory(phone, device, HistorySyncType.INITIAL_BOOTSTRAP, { conversations: conversations(newest) }, 50);
  const people = new Set(messages.flatMap(({ author }) => (author?.name ? [author] : [])));
  const pushnames = [...people].map((person) => ({
    id: person.jid(person.phone === null ? "lid" : "pn"),
    pushname: person.name,
  }));
  await sendHistory(phone, device, HistorySyncType.PUSH_NAME, { conversations: [], pushnames }, 50);
  await sendHistory(phone, device, HistorySyncType.RECENT, { conversations: conversations(older) }, 100);
}

async function sendHistory(
  phone: CompanyAccount,
  device: LinkedDevice,
  syncType: proto.HistorySync.HistorySyncType,
  content: Omit<proto.IHistorySync, "syncType">,
  progress: number,
  requestId?: string,
): Promise<void> {
  const sync = proto.HistorySync.encode({ ...content, syncType, progress, chunkOrder: 1 }).finish();
  const historySyncNotification = {
    // WhatsApp puts all but the first part on its file host; Baileys rc14 fetches that from mmg.whatsapp.net and nowhere else.
    initialHistBootstrapInlinePayload: deflateSync(sync),
    syncType,
    progress,
    chunkOrder: 1,
    ...(requestId === undefined ? {} : { peerDataRequestSessionId: requestId }),
  };
  await deliverOwn(phone, device, { type: Type.HISTORY_SYNC_NOTIFICATION, historySyncNotification });
}

async function deliverOwn(
  phone: CompanyAccount,
  device: LinkedDevice,
  protocolMessage: proto.Message.IProtocolMessage,
) {
  await deliver(device, {
    id: newMessageId(),
    from: phone.person,
    chat: { kind: "direct", person: phone.person, addressing: "pn" },
    message: { protocolMessage },
    at: Date.now(),
    isPeer: true,
  });
}

/** What a device may ask its phone for: older messages of a chat, or a message that never arrived. */
export async function answerPeerRequest(
  phone: CompanyAccount,
  device: LinkedDevice,
  requestId: string,
  message: proto.IMessage,
): Promise<void> {
  const request = message.protocolMessage?.peerDataOperationRequestMessage;
  if (request?.historySyncOnDemandRequest) {
    await sendOlder(phone, device, requestId, request.historySyncOnDemandRequest);
  }
  for (const { messageKey } of request?.placeholderMessageResendRequest ?? []) {
    await sendPlaceholderContent(phone, device, requestId, messageKey?.id ?? "");
  }
}

type OnDemandRequest = proto.Message.PeerDataOperationRequestMessage.IHistorySyncOnDemandRequest;

async function sendOlder(phone: CompanyAccount, device: LinkedDevice, requestId: string, request: OnDemandRequest) {
  const jid = jidNormalizedUser(request.chatJid ?? "");
  phone.historyRequests.push({ chat: jid, before: request.oldestMsgId ?? "", count: request.onDemandMsgCount ?? 0 });
  if (!phone.behaviour.answersHistoryRequests) return;
  const person = phone.network.directory.byJid(jid);
  const inChat = phone.log
    .all()
    .filter(({ chat }) => (chat.kind === "group" ? chat.group.jid === jid : chat.person === person));
  const anchor = inChat.findIndex(({ id }) => id === request.oldestMsgId);
  const asked = Number(request.oldestMsgTimestampMs ?? 0);
  const before = anchor >= 0 ? inChat.slice(0, anchor) : inChat.filter(({ at }) => at < asked);
  const found = before.slice(-(request.onDemandMsgCount ?? 50));
  await sendHistory(phone, device, HistorySyncType.ON_DEMAND, { conversations: conversations(found) }, 100, requestId);
}

async function sendPlaceholderContent(phone: CompanyAccount, device: LinkedDevice, requestId: string, id: string) {
  phone.placeholderRequests.push(id);
  const logged = phone.log.get(id);
  if (logged === undefined || phone.heldBack.has(id)) return;
  const webMessageInfoBytes = proto.WebMessageInfo.encode(webMessage(logged)).finish();
  await deliverOwn(phone, device, {
    type: Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
    peerDataOperationRequestResponseMessage: {
      stanzaId: requestId,
      peerDataOperationResult: [{ placeholderMessageResendResponse: { webMessageInfoBytes } }],
    },
  });
}
