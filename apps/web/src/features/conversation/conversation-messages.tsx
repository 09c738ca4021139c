import type { Message, Ticket, User } from "@whatskovi/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ErrorState, lazyPart, Skeleton } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { focusComposer } from "./composer/composer-focus.ts";
import { ConversationLog } from "./conversation-log.tsx";
import { beginEditing } from "./editing.ts";
import type { MessageActions } from "./message-bubble.tsx";
import { useAuthors } from "./use-authors.ts";
import { followingVoices } from "./timeline.ts";
import { galleryOf, hasFile, type Shown } from "./viewer/gallery.ts";
import { SearchBar } from "./search/search-bar.tsx";
import { useSearch } from "./search/search-store.ts";
import { useTellShown } from "./shown-conversation.ts";
import { setFollowing } from "./voice-turns.ts";
import { abilitiesOf } from "./message-verbs.ts";
import { useOutgoing } from "./outgoing.ts";
import { type TimelineHandle, TimelineList } from "./timeline-list.tsx";
import { PendingList } from "./pending-list.tsx";
import { TimelineRow } from "./timeline-row.tsx";
import { serviceWindowOf } from "./service-window.ts";
import { TypingLine } from "./typing-line.tsx";
import { useJump, type Wanted } from "./use-jump.ts";
import { useMarkRead } from "./use-mark-read.ts";
import { useTimeline } from "./use-timeline.ts";

const MediaViewer = lazyPart(() => import("./media-viewer.tsx").then((module) => module.MediaViewer), "above");

const ForwardDialog = lazyPart(() => import("./forward-dialog.tsx").then((module) => module.ForwardDialog), "above");

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

/** What one has sent last and is still on its way. */
const useLastPending = (ticketId: string): string | undefined =>
  useOutgoing(({ messages }) => messages.findLast((message) => message.ticketId === ticketId)?.id);

/** How many messages of the customer came in that one has not seen because one reads further up. */
function useNewCount(ticket: Ticket, me: string, messages: readonly Message[], isAtEnd: boolean): number {
  const [leftAt, setLeftAt] = useState<string | null>(null);
  const newest = messages[0]?.sentAt ?? null;
  useEffect(() => {
    if (isAtEnd) setLeftAt(newest);
  }, [isAtEnd, newest]);
  if (isAtEnd) return 0;
  if (ticket.userId === me) return ticket.unreadMessages;
  if (leftAt === null) return 0;
  return messages.filter((message) => message.direction === "INBOUND" && message.sentAt > leftAt).length;
}

/** The same from render to render, so that a ticket's counters do not draw every bubble anew. */
function useMessageActions(
  ticket: Ticket,
  me: User,
  messages: readonly Message[],
  {
    onQuote,
    onForward,
    onJump,
    onOpenMedia,
    onNote,
  }: Pick<MessageActions, "onQuote" | "onForward" | "onJump" | "onOpenMedia"> & {
    readonly onNote: (message: Message) => void;
  },
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
      onNote: current.current.abilities.includes("note") ? onNote : null,
    }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- other rights make other menus
    [rights, me, onQuote, onForward, onJump, onOpenMedia, onNote],
  );
}

type ConversationMessagesProps = {
  readonly ticket: Ticket;
  readonly me: User;
  /** The message to begin at, and again whenever it is another one. */
  readonly wanted: Wanted;
  readonly onQuote: (message: Message) => void;
  readonly onNote: (message: Message) => void;
};

/** Everything that was said and done in a ticket. Use it under a key of the ticket. */
export function ConversationMessages({ ticket, me, wanted, onQuote, onNote }: ConversationMessagesProps) {
  const t = useT("conversation");
  const { view, rows, isFound, firstUnreadId } = useTimeline(ticket, me.id, wanted.messageId);
  const { query, messages, isAttached } = view;
  const [isAtEnd, setAtEnd] = useState(false);
  const [viewed, setViewed] = useState<Shown | null>(null);
  const [forwarded, setForwarded] = useState<Message | null>(null);
  const handle = useRef<TimelineHandle | null>(null);
  const { jumpTo, toEnd, highlighted } = useJump(view, rows, handle, wanted);
  const isSearching = useSearch((search) => search.isOpen);
  const newCount = useNewCount(ticket, me.id, messages, isAtEnd);
  useMarkRead(ticket, me, isAtEnd && view.isSettled);
  useTellShown(ticket.id, query.isError || (query.data !== undefined && isFound));

  const lastPending = useLastPending(ticket.id);
  useEffect(() => {
    if (lastPending !== undefined) toEnd();
  }, [lastPending, toEnd]);

  const { authorOf } = useAuthors(me.id, ticket.contact.name);
  const actions = useMessageActions(ticket, me, messages, {
    onQuote,
    onNote,
    onForward: setForwarded,
    onJump: jumpTo,
    onOpenMedia: useCallback((message: Message) => hasFile(message) && setViewed(message), []),
  });
  useEffect(() => setFollowing(followingVoices(rows)), [rows]);
  const gallery = useMemo(() => (viewed === null ? [] : galleryOf(messages)), [viewed, messages]);

  const older = { isLoading: query.isFetching, load: view.hasOlder && view.isSettled ? view.loadOlder : null };
  const newer = { isLoading: query.isFetching, load: !isAttached && view.isSettled ? view.loadNewer : null };
  if (query.isError && query.data === undefined && view.anchor === "end")
    return (
      <>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        <PendingList ticketId={ticket.id} />
      </>
    );
  if (query.data === undefined || !isFound)
    return (
      <>
        <LoadingMessages />
        <PendingList ticketId={ticket.id} />
      </>
    );
  return (
    <>
      {isSearching && <SearchBar ticketId={ticket.id} onJump={jumpTo} />}
      <TimelineList
        rows={rows}
        renderRow={(row) => (
          <TimelineRow row={row} ticket={ticket} me={me.id} highlighted={highlighted} actions={actions} />
        )}
        older={older}
        newer={newer}
        isAttached={isAttached}
        startKey={wanted.messageId === null && firstUnreadId !== null ? "unread" : null}
        newCount={newCount}
        onAtEnd={setAtEnd}
        onToEnd={toEnd}
        handle={handle}
        label={t("log")}
      />
      <TypingLine ticketId={ticket.id} contactName={ticket.contact.name} />
      <ConversationLog messages={messages} isAttached={isAttached} contactName={ticket.contact.name} />
      {forwarded !== null && <ForwardDialog message={forwarded} onClose={() => setForwarded(null)} />}
      {viewed !== null && (
        <MediaViewer
          message={viewed}
          gallery={gallery}
          authorOf={authorOf}
          onShow={setViewed}
          more={{ older: older.isLoading ? null : older.load, newer: newer.isLoading ? null : newer.load }}
          onClose={() => setViewed(null)}
        />
      )}
    </>
  );
}
