import type { FailureCode, MessageDirection, MessageStatus } from "@whatskovi/contract";
import type { MessageEdited, MessageRevoked, StatusUpdate } from "../../whatsapp/driver.ts";
import { clampTimestamp } from "./sent-at.ts";

/** What a driver's later news can change of a message. */
export type ChangeableMessage = {
  providerId: string | null;
  direction: MessageDirection;
  status: MessageStatus;
  failureCode: FailureCode | null;
  providerError: string | null;
  body: string;
  originalBody: string | null;
  editedAt: Date | null;
  deletedAt: Date | null;
};

export type MessageNews = StatusUpdate | MessageEdited | MessageRevoked;

const ranks: Record<MessageStatus, number> = { PENDING: 0, SENDING: 1, SENT: 2, RECEIVED: 3, READ: 4, FAILED: 5 };

/** Applies news to the message in place. Answers whether anything changed: what is late, repeated or impossible changes nothing. */
export function applyNews(message: ChangeableMessage, news: MessageNews, now: Date): boolean {
  if (news.kind === "status") return applyStatus(message, news);
  return news.kind === "edited" ? applyEdit(message, news, now) : applyRevoke(message, news, now);
}

/**
 * Statuses only rise. WhatsApp may refuse what its server had accepted, so a refusal also counts after SENT, never after
 * delivery, and never for what is not being sent. A delivery is evidence stronger than any failure; SENT is evidence only
 * where the outcome was unknown, or where it tells of another send than the one that failed.
 */
function applyStatus(message: ChangeableMessage, news: StatusUpdate): boolean {
  if (message.direction !== "OUTBOUND" || !mayFollow(message, news)) return false;
  message.status = news.status;
  message.failureCode = news.status === "FAILED" ? (news.failureCode ?? "permanent") : null;
  message.providerError = news.status === "FAILED" ? news.providerError : null;
  return true;
}

function mayFollow(message: ChangeableMessage, news: StatusUpdate): boolean {
  const isOfAnotherSend = tellsOfAnotherSend(message, news);
  if (message.status === "FAILED") {
    if (news.status === "FAILED") return message.failureCode === "delivery_unknown" && !isOfAnotherSend;
    return news.status !== "SENT" || message.failureCode === "delivery_unknown" || isOfAnotherSend;
  }
  if (news.status === "FAILED") return (message.status === "SENDING" || message.status === "SENT") && !isOfAnotherSend;
  return ranks[news.status] > ranks[message.status];
}

/** A message that was sent again has another provider id; what is still told of the first try names the first. */
export const tellsOfAnotherSend = (message: ChangeableMessage, news: StatusUpdate): boolean =>
  message.providerId !== null && news.providerId !== null && message.providerId !== news.providerId;

function applyEdit(message: ChangeableMessage, news: MessageEdited, now: Date): boolean {
  const editedAt = clampTimestamp(news.timestamp, now);
  const isLate = message.editedAt !== null && message.editedAt > editedAt;
  if (message.deletedAt !== null || isLate || (message.editedAt !== null && message.body === news.body)) return false;
  message.originalBody ??= message.body;
  message.body = news.body;
  message.editedAt = editedAt;
  return true;
}

function applyRevoke(message: ChangeableMessage, news: MessageRevoked, now: Date): boolean {
  if (message.deletedAt !== null) return false;
  message.deletedAt = clampTimestamp(news.timestamp, now);
  return true;
}
