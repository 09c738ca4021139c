import type { Message } from "whatsapp-web.js";
import type { Answer } from "../ipc.ts";
import { isConversation } from "../wids.ts";
import { orNull } from "./client-error.ts";
import { messageEvent, rawOf } from "./client-events.ts";
import type { ClientSession } from "./client-session.ts";
import type { Conversations } from "./conversations.ts";
import { listChats, listOwnTicks } from "./page.ts";

const chatDeadlineMs = 15_000;
const budgetMs = 90_000;
const clockMarginMs = 2 * 60_000;
/** How old our messages may be whose ticks are told again. */
const ticksBackMs = 3 * 24 * 60 * 60_000;
const [fewMessages, mostMessages] = [50, 800];

/**
 * Tells what came since then (milliseconds since 1970), oldest first: the library says nothing of what arrived before it was
 * ready. Conversations of which not everything could be read are named.
 */
export async function catchUp(
  session: ClientSession,
  conversations: Conversations,
  since: number,
): Promise<Answer<"catchUp">> {
  const from = since - clockMarginMs;
  const until = Date.now() + budgetMs;
  const chats = (await session.page.evaluate(listChats)).filter(
    ({ id, t, unread }) => isConversation(id) && (t * 1000 >= from || unread > 0),
  );
  const models: Record<string, unknown>[] = [];
  const missed: string[] = [];
  for (const { id } of chats) {
    const found = Date.now() > until ? null : await orNull(readSince(conversations, id, from), chatDeadlineMs);
    if (found === null || !found.isComplete) missed.push(id);
    models.push(...(found?.messages ?? (await loadedSince(conversations, id, from))).map(rawOf));
  }
  const ticks = await session.page.evaluate(listOwnTicks, (from - ticksBackMs) / 1000);
  for (const { id, ack } of ticks) session.tell({ kind: "ack", model: { id }, ack });
  models.sort((a, b) => Number(a["t"]) - Number(b["t"]));
  for (const model of models) session.tell(await messageEvent(session, model, true));
  return { unverified: await session.people.describe(missed) };
}

async function readSince(conversations: Conversations, chat: string, from: number) {
  for (let limit = fewMessages; ; limit *= 4) {
    const messages = await conversations.chat(chat).fetchMessages({ limit });
    const isComplete = messages.length < limit || messages.some(({ timestamp }) => timestamp * 1000 < from);
    if (isComplete || limit >= mostMessages) return { isComplete, messages: later(messages, from) };
  }
}

/** What the page has of a conversation without asking for more. */
async function loadedSince(conversations: Conversations, chat: string, from: number): Promise<Message[]> {
  const messages = await orNull(conversations.chat(chat).fetchMessages({}), chatDeadlineMs);
  return later(messages ?? [], from);
}

const later = (messages: readonly Message[], from: number): Message[] =>
  messages.filter(({ timestamp }) => timestamp * 1000 >= from);
