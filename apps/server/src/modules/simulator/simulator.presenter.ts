import type { Page, SimulatorChat, SimulatorMessage } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { PhoneChat, PhoneMessage } from "../../whatsapp/simulated-phones.ts";

type PageOf = { readonly cursor?: string | undefined; readonly limit: number };

/** A page of conversations, which come the latest first. */
export function chatPage(chats: readonly PhoneChat[], { cursor, limit }: PageOf, now: Date): Page<SimulatorChat> {
  const after = decodeCursor(cursor, [cursorKey.milliseconds, cursorKey.text]);
  const placeOf = (chat: PhoneChat) => [lastTimestamp(chat), chat.phone] as const;
  const ordered = chats.toSorted((a, b) => lastTimestamp(b) - lastTimestamp(a) || compare(a.phone, b.phone));
  const isLater = (chat: PhoneChat) =>
    after === null ||
    lastTimestamp(chat) < after[0] ||
    (lastTimestamp(chat) === after[0] && compare(chat.phone, after[1]) > 0);
  return toPage(ordered.filter(isLater).slice(0, limit + 1), limit, placeOf, (chat) => presentChat(chat, now));
}

/** A page of one conversation, newest first. The cursor names the oldest message shown. */
export function messagePage(
  { messages }: PhoneChat,
  { cursor, limit }: PageOf,
  names: ReadonlyMap<string, string>,
): Page<SimulatorMessage> {
  const after = decodeCursor(cursor, [cursorKey.text]);
  const end = after === null ? messages.length : messages.findIndex(({ providerId }) => providerId === after[0]);
  const older = messages.slice(Math.max(0, end - limit - 1), Math.max(0, end)).toReversed();
  return toPage(
    older,
    limit,
    ({ providerId }) => [providerId],
    (message) => presentPhoneMessage(message, names),
  );
}

const lastTimestamp = ({ messages }: PhoneChat): number => messages.at(-1)?.timestamp ?? 0;
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function presentChat(chat: PhoneChat, now: Date): SimulatorChat {
  const { phone, name, isGroup, addressing, messages, typingUntil } = chat;
  const last = messages.at(-1);
  return {
    phone,
    name,
    isGroup,
    addressing,
    lastMessageAt: new Date(lastTimestamp(chat)).toISOString(),
    lastType: last?.type ?? null,
    lastBody: last === undefined || last.deletedAt !== null ? "" : last.body || (last.fileName ?? ""),
    unread: messages.filter(({ direction, status }) => direction === "OUTBOUND" && status !== "READ").length,
    isTyping: typingUntil > now.getTime(),
  };
}

const presentPhoneMessage = (message: PhoneMessage, names: ReadonlyMap<string, string>): SimulatorMessage => ({
  providerId: message.providerId,
  direction: message.direction,
  type: message.type,
  body: message.deletedAt === null ? message.body : "",
  status: message.status,
  fileName: message.fileName,
  mimeType: message.mimeType,
  quotedProviderId: message.quotedProviderId,
  content: message.content,
  author: message.author === null ? null : { phone: message.author, name: names.get(message.author) ?? message.author },
  reactions: message.reactions.map(({ emoji, by }) => ({ emoji, by })),
  editedAt: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
  deletedAt: message.deletedAt === null ? null : new Date(message.deletedAt).toISOString(),
  timestamp: new Date(message.timestamp).toISOString(),
});
