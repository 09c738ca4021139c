import { useQueryClient } from "@tanstack/react-query";
import type { Ticket, User } from "@whatskovi/contract";
import { useEffect, useRef } from "react";
import { markRead, useIsLeaving } from "../tickets/index.ts";
import { useAttention } from "./use-attention.ts";

/** The owner who looks at the end of a conversation has read it. Whoever else looks leaves no trace. */
export function useMarkRead(ticket: Ticket, me: User, isAtEnd: boolean): void {
  const queryClient = useQueryClient();
  const isAttentive = useAttention();
  const lastTold = useRef<string | null>(null);
  const isLeaving = useIsLeaving(ticket.id);
  const isDue =
    !isLeaving &&
    isAttentive &&
    isAtEnd &&
    ticket.userId === me.id &&
    ticket.unreadMessages > 0 &&
    ticket.abilities.includes("read");
  useEffect(() => {
    if (!isDue || lastTold.current === ticket.lastMessageAt) return;
    lastTold.current = ticket.lastMessageAt;
    // Failed, it is told with the next message or the next look: there is nothing a person could do about it.
    markRead({ queryClient, me }, ticket).catch(() => undefined);
  }, [isDue, ticket, me, queryClient]);
  useEffect(() => {
    if (!isAttentive) lastTold.current = null;
  }, [isAttentive]);
}
