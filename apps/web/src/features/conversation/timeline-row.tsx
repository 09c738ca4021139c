import type { Ticket, TicketEvent } from "@whatskovi/contract";
import { outcomeOf } from "./event-folding.ts";
import { useEventSentence } from "./event-line.tsx";
import { type MessageActions, MessageBubble } from "./message-bubble.tsx";
import { PendingBubble } from "./pending-bubble.tsx";
import { DayLine, SystemLine, SystemText, UnreadLine } from "./row-lines.tsx";
import { TicketLine } from "./ticket-line.tsx";
import type { TimelineRow as Row } from "./timeline.ts";

function EventLine({ at, events, me }: { at: string; events: readonly TicketEvent[]; me: string }) {
  const sentence = useEventSentence(me);
  const note = events[0]?.details["note"];
  const told = outcomeOf(events);
  if (told.length === 0) return null;
  return (
    <SystemLine at={at} note={typeof note === "string" ? note : null}>
      {told.map(sentence).join(" · ")}
    </SystemLine>
  );
}

type TimelineRowProps = {
  readonly row: Row;
  readonly ticket: Ticket;
  readonly me: string;
  readonly highlighted: string | null;
  readonly actions: MessageActions;
};

/** One row of a conversation, of whatever kind. */
export function TimelineRow({ row, ticket, me, highlighted, actions }: TimelineRowProps) {
  switch (row.kind) {
    case "day":
      return <DayLine at={row.at} />;
    case "unread":
      return <UnreadLine count={row.count} />;
    case "ticket":
      return <TicketLine ticket={row.ticket} isOpen={row.ticket.id === ticket.id} />;
    case "pending":
      return <PendingBubble pending={row.pending} place={row.place} />;
    case "event":
      return <EventLine at={row.at} events={row.events} me={me} />;
    case "message":
      if (row.message.type === "SYSTEM")
        return (
          <SystemLine at={row.at}>
            <SystemText message={row.message} />
          </SystemLine>
        );
      return (
        <MessageBubble
          message={row.message}
          place={row.place}
          me={me}
          contactName={ticket.contact.name}
          isHighlighted={highlighted === row.key}
          actions={actions}
        />
      );
  }
}
