import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { useMemo, useState } from "react";
import { useShallow } from "zustand/react/shallow";
import { dayOf } from "../../lib/format/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { ticketEventsQuery } from "../tickets/index.ts";
import { messagesQuery } from "./message-queries.ts";
import { useOutgoing } from "./outgoing.ts";
import { buildTimeline, firstUnreadOf } from "./timeline.ts";

type Mark = { readonly firstUnreadId: string | null; readonly unreadCount: number };

/** The conversation of a ticket, kept right by events. Use it under a key of the ticket: where reading left off is found once. */
export function useTimeline(ticket: Ticket, me: string) {
  const query = useInfiniteQuery(messagesQuery(ticket.id));
  const { data: events = [] } = useQuery(ticketEventsQuery(ticket.id));
  const pending = useOutgoing(
    useShallow((outgoing) => outgoing.messages.filter((message) => message.ticketId === ticket.id)),
  );
  const messages = useMemo(() => rowsOf(query.data), [query.data]);

  const [mark, setMark] = useState<Mark | null>(null);
  if (mark === null && query.isSuccess) {
    const isOurs = ticket.userId === me;
    setMark({
      firstUnreadId: isOurs ? firstUnreadOf(messages, ticket.unreadMessages) : null,
      unreadCount: ticket.unreadMessages,
    });
  }

  const rows = useMemo(
    () =>
      buildTimeline({
        messages,
        pending,
        events,
        hasOlder: query.hasNextPage,
        firstUnreadId: mark?.firstUnreadId ?? null,
        unreadCount: mark?.unreadCount ?? 0,
        me,
        dayOf,
      }),
    [messages, pending, events, query.hasNextPage, mark, me],
  );
  return { query, messages, rows };
}
