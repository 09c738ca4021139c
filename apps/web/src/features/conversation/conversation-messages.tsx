import type { Message, Ticket, User } from "@whatskovi/contract";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ErrorState, Skeleton } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { focusComposer } from "./composer/composer-focus.ts";
import { ConversationLog } from "./conversation-log.tsx";
import { useEventSentence } from "./event-line.tsx";
import { beginEditing } from "./editing.ts";
import { type MessageActions, MessageBubble } from "./message-bubble.tsx";
import { abilitiesOf } from "./message-verbs.ts";
import { PendingBubble } from "./pending-bubble.tsx";
import { DayLine, SystemLine, SystemText, UnreadLine } from "./row-lines.tsx";
import { type TimelineHandle, TimelineList } from "./timeline-list.tsx";
import type { TimelineRow } from "./timeline.ts";
import { serviceWindowOf } from "./service-window.ts";
import { TypingLine } from "./typing-line.tsx";
import { useMarkRead } from "./use-mark-read.ts";
import { useTimeline } from "./use-timeline.ts";

const MediaViewer = dynamic(() => import("./media-viewer.tsx").then((module) => module.MediaViewer), { ssr: false });

const ForwardDialog = dynamic(() => import("./forward-dialog.tsx").then((module) => module.ForwardDialog), {
  ssr: false,
});

const furthestJump = 25;

function LoadingMessages() {
  const t = useT("common");
  return (
    <div
      role="status"
      aria-label={t("loading")}
      className="mx-auto flex w-full max-w-200 min-h-0 flex-1 flex-col justify-end gap-3 overflow-hidden px-4 pb-3"
    >
      {["w-1/2", "w-1/3", "w-2/5", "w-3/5", "w-1/4"].map((width, index) => (
        <Skeleton key={width} className={`h-12 rounded-bubble ${width} ${index % 2 === 1 ? "self-end" : ""}`} />
      ))}
    </div>
  );
}

/** Goes to a message, through as many older pages as it takes. */
function useJump(
  rows: readonly TimelineRow[],
  query: ReturnType<typeof useTimeline>["query"],
  handle: { current: TimelineHandle | null },
) {
  const t = useT("conversation");
  const [target, setTarget] = useState<string | null>(null);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const pages = query.data?.pages.length ?? 0;
  useEffect(() => {
    if (target === null) return;
    if (rows.some((row) => row.key === target)) {
      handle.current?.scrollToKey(target);
      setHighlighted(target);
      setTarget(null);
    } else if (query.hasNextPage && pages < furthestJump) {
      if (!query.isFetchingNextPage) void query.fetchNextPage();
    } else {
      showToast(t("quoteUnavailable"));
      setTarget(null);
    }
  }, [target, rows, query, pages, handle, t]);
  useEffect(() => {
    if (highlighted === null) return;
    const timer = setTimeout(() => setHighlighted(null), 1800);
    return () => clearTimeout(timer);
  }, [highlighted]);
  return { jumpTo: setTarget, highlighted };
}

/** How many messages of the customer came in since one left the end. */
function useNewCount(messages: readonly Message[], isAtEnd: boolean): number {
  const [leftAt, setLeftAt] = useState<string | null>(null);
  const newest = messages[0]?.sentAt ?? null;
  useEffect(() => {
    if (isAtEnd) setLeftAt(newest);
  }, [isAtEnd, newest]);
  if (isAtEnd || leftAt === null) return 0;
  return messages.filter((message) => message.direction === "INBOUND" && message.sentAt > leftAt).length;
}

/** The same from render to render, so that a ticket's counters do not draw every bubble anew. */
function useMessageActions(
  ticket: Ticket,
  me: User,
  messages: readonly Message[],
  { onQuote, onForward, onJump, onOpenMedia }: Pick<MessageActions, "onQuote" | "onForward" | "onJump" | "onOpenMedia">,
): MessageActions {
  const current = useRef(ticket);
  current.current = ticket;
  const loaded = useRef(messages);
  loaded.current = messages;
  const rights = `${ticket.abilities.join()} ${ticket.connection.driver} ${serviceWindowOf(ticket, Date.now()).state}`;
  return useMemo(
    () => ({
      abilitiesOf: (message: Message) => abilitiesOf(message, current.current, me),
      onEdit: (message: Message) => {
        beginEditing(current.current.id, message);
        focusComposer(message.isPrivate ? "note" : "reply");
      },
      find: (messageId: string) => loaded.current.find(({ id }) => id === messageId),
      onQuote,
      onForward,
      onJump,
      onOpenMedia,
    }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- other rights make other menus
    [rights, me, onQuote, onForward, onJump, onOpenMedia],
  );
}

type ConversationMessagesProps = {
  readonly ticket: Ticket;
  readonly me: User;
  readonly onQuote: (message: Message) => void;
};

/** Everything that was said and done in a ticket. Use it under a key of the ticket. */
export function ConversationMessages({ ticket, me, onQuote }: ConversationMessagesProps) {
  const t = useT("conversation");
  const { query, messages, rows } = useTimeline(ticket, me.id);
  const [isAtEnd, setAtEnd] = useState(true);
  const [viewed, setViewed] = useState<Message | null>(null);
  const [forwarded, setForwarded] = useState<Message | null>(null);
  const handle = useRef<TimelineHandle | null>(null);
  const eventSentence = useEventSentence(me.id);
  const { jumpTo, highlighted } = useJump(rows, query, handle);
  const newCount = useNewCount(messages, isAtEnd);
  useMarkRead(ticket, me, isAtEnd && query.isSuccess);

  const lastPending = rows.findLast((row) => row.kind === "pending")?.key;
  useEffect(() => {
    if (lastPending !== undefined) handle.current?.scrollToEnd();
  }, [lastPending]);

  const actions = useMessageActions(ticket, me, messages, {
    onQuote,
    onForward: setForwarded,
    onJump: jumpTo,
    onOpenMedia: setViewed,
  });
  const { fetchNextPage } = query;
  const loadOlder = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  const renderRow = (row: TimelineRow) => {
    if (row.kind === "day") return <DayLine at={row.at} />;
    if (row.kind === "unread") return <UnreadLine count={row.count} />;
    if (row.kind === "pending") return <PendingBubble pending={row.pending} place={row.place} />;
    if (row.kind === "event") {
      const { note } = row.event.details;
      return (
        <SystemLine at={row.at} note={typeof note === "string" ? note : null}>
          {eventSentence(row.event)}
        </SystemLine>
      );
    }
    if (row.message.type === "SYSTEM") {
      return (
        <SystemLine at={row.at}>
          <SystemText message={row.message} />
        </SystemLine>
      );
    }
    return (
      <MessageBubble
        message={row.message}
        place={row.place}
        me={me.id}
        contactName={ticket.contact.name}
        isHighlighted={highlighted === row.key}
        actions={actions}
      />
    );
  };

  if (query.isPending) return <LoadingMessages />;
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <TimelineList
        rows={rows}
        renderRow={renderRow}
        older={{ isLoading: query.isFetchingNextPage, load: query.hasNextPage ? loadOlder : null }}
        newCount={newCount}
        onAtEnd={setAtEnd}
        handle={handle}
        label={t("log")}
      />
      <TypingLine ticketId={ticket.id} contactName={ticket.contact.name} />
      <ConversationLog messages={messages} contactName={ticket.contact.name} />
      {forwarded !== null && <ForwardDialog message={forwarded} onClose={() => setForwarded(null)} />}
      {viewed?.media && <MediaViewer media={viewed.media} caption={viewed.body} onClose={() => setViewed(null)} />}
    </>
  );
}
