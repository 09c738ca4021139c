import type { Message, Ticket } from "@whatskovi/contract";
import { useEffect, useMemo, useState } from "react";
import { firstUnreadOf, type PendingMessage } from "./timeline.ts";
import type { ConversationWindow } from "./use-window.ts";

type Mark = { readonly firstUnreadId: string | null; readonly unreadCount: number };

const none: Mark = { firstUnreadId: null, unreadCount: 0 };

function hasAnswered(messages: readonly Message[], { firstUnreadId }: Mark, me: string): boolean {
  const unread = messages.find(({ id }) => id === firstUnreadId);
  return (
    unread !== undefined &&
    messages.some(({ userId, isPrivate, sentAt }) => userId === me && !isPrivate && sentAt > unread.sentAt)
  );
}

type MarkInput = {
  readonly ticket: Ticket;
  readonly me: string;
  readonly view: ConversationWindow;
  readonly pending: readonly PendingMessage[];
  readonly isAttentive: boolean;
};

/**
 * Where reading left off, for the ticket's owner: found when the conversation is opened, and again while one looks elsewhere. It
 * stays while one reads, and goes when one answers. `isFound` is false while an older part of the conversation has to be looked at.
 */
export function useUnreadMark({ ticket, me, view, pending, isAttentive }: MarkInput): Mark & { isFound: boolean } {
  const { anchor, isSettled, isAttached, hasOlder, messages, firstUnreadId, look } = view;
  const { unreadMessages: count, id, userId } = ticket;
  const isOwner = userId === me;
  const [mark, setMark] = useState<Mark | null>(null);
  const own = useMemo(() => messages.filter(({ ticketId }) => ticketId === id), [messages, id]);
  const isWhole = !hasOlder || own.length < messages.length;

  if (mark === null && isSettled) {
    const counted = isAttached ? firstUnreadOf(own, count) : null;
    if (!isOwner || count === 0) setMark(none);
    else if (anchor === "unread") setMark({ firstUnreadId, unreadCount: count });
    else if (counted !== null || isWhole || anchor !== "end") setMark({ firstUnreadId: counted, unreadCount: count });
    else look("unread");
  }

  const isAway = !isAttentive && isOwner && isAttached && count > 0;
  useEffect(() => {
    const missed = isAway ? firstUnreadOf(own, count) : null;
    if (missed !== null) setMark({ firstUnreadId: missed, unreadCount: count });
  }, [isAway, own, count]);

  const isAnswered = mark !== null && (pending.some(({ isPrivate }) => !isPrivate) || hasAnswered(own, mark, me));
  return { ...(mark === null || isAnswered ? none : mark), isFound: mark !== null };
}
