import { useQuery } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import { dayOf } from "../../lib/format/index.ts";
import { ticketEventsQuery } from "../tickets/index.ts";
import { pageSize } from "./message-queries.ts";
import { useOutgoing } from "./outgoing.ts";
import { buildTimeline } from "./timeline.ts";
import { useAttention } from "./use-attention.ts";
import { useUnreadMark } from "./use-unread-mark.ts";
import { useWindow } from "./use-window.ts";

/**
 * The conversation of a ticket, kept right by events: opened around a message that is wanted, else where reading left off. Use it
 * under a key of the ticket.
 */
export function useTimeline(ticket: Ticket, me: string, wantedId: string | null) {
  const isMuchUnread = ticket.userId === me && ticket.unreadMessages > pageSize;
  const view = useWindow(ticket.id, wantedId ?? (isMuchUnread ? "unread" : "end"));
  const { data: events = [] } = useQuery(ticketEventsQuery(ticket.id));
  const pending = useOutgoing(
    useShallow((outgoing) => outgoing.messages.filter((message) => message.ticketId === ticket.id)),
  );
  const isAttentive = useAttention();
  const { isFound, firstUnreadId, unreadCount } = useUnreadMark({ ticket, me, view, pending, isAttentive });
  const { messages, earlier, hasOlder, isAttached } = view;

  const rows = useMemo(
    () =>
      buildTimeline({
        messages,
        pending,
        events,
        ticket,
        earlier,
        hasOlder,
        hasNewer: !isAttached,
        firstUnreadId,
        unreadCount,
        me,
        dayOf,
      }),
    [messages, pending, events, ticket, earlier, hasOlder, isAttached, firstUnreadId, unreadCount, me],
  );
  return { view, rows, isFound, firstUnreadId };
}
