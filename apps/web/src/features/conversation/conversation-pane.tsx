import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Message, Ticket, User } from "@whatskovi/contract";
import { UserRoundCheck, X } from "lucide-react";
import { type DragEvent, useCallback, useEffect, useState } from "react";
import { Button, EmptyState, ErrorState, IconButton, Skeleton } from "../../components/ui/index.ts";
import { isApiError } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { changeDraft, useDrafts } from "../../stores/drafts.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";
import {
  clearFailure,
  findInLists,
  ticketQuery,
  type TicketRemoval,
  useTicketActions,
  useTicketNotices,
  useTicketRemoval,
} from "../tickets/index.ts";
import { attach, maximumFiles } from "./composer/attachments.ts";
import { ComposerBar } from "./composer/composer-bar.tsx";
import { focusComposer } from "./composer/composer-focus.ts";
import { ConversationHeader } from "./conversation-header.tsx";
import { ConversationMessages } from "./conversation-messages.tsx";
import { useSearchKey } from "./search/use-search-key.ts";
import { PendingList } from "./pending-list.tsx";
import { serviceWindowOf } from "./service-window.ts";
import { useTellShown } from "./shown-conversation.ts";
import type { Wanted } from "./use-jump.ts";

type PaneProps = {
  readonly ticketId: string;
  /** A message to go to in it. */
  readonly wanted: Wanted;
  readonly onBack: () => void;
  readonly isDetailsOpen: boolean;
  readonly onToggleDetails: () => void;
};

/** The ticket has left one's sight while one looked at it. */
function Removed({ removal, onBack }: { removal: TicketRemoval; onBack: () => void }) {
  const t = useT("ticket");
  const inbox = useT("inbox");
  const me = useCurrentUser();
  const { reason, by } = removal;
  const isOwnDoing = by?.id === me.id;
  useEffect(() => {
    if (isOwnDoing) onBack();
  }, [isOwnDoing, onBack]);
  if (isOwnDoing) return null;
  const text =
    reason === "accepted"
      ? by === null
        ? t("takenBySomebody")
        : t("taken", { name: by.name })
      : reason === "transferred" && by !== null
        ? t("removed.transferredBy", { name: by.name })
        : t(`removed.${reason}`);
  return (
    <div role="status" className="flex flex-1">
      <EmptyState icon={<UserRoundCheck />} title={text} action={<Button onClick={onBack}>{inbox("back")}</Button>} />
    </div>
  );
}

function Notice({ ticketId }: { ticketId: string }) {
  const common = useT("common");
  const errorText = useErrorText();
  const error = useTicketNotices(({ notices }) => notices[ticketId]);
  if (error === undefined) return null;
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-2 border-b border-line bg-danger-soft py-1 pr-2 pl-4 text-small text-danger-ink"
    >
      <span className="flex-1">{errorText(error)}</span>
      <IconButton label={common("dismiss")} icon={<X />} onClick={() => clearFailure(ticketId)} />
    </div>
  );
}

function useFileDrop(ticket: Ticket) {
  const t = useT("composer");
  const [isOver, setOver] = useState(false);
  const isAllowed = () => ticket.abilities.includes("send") && serviceWindowOf(ticket, Date.now()).state !== "closed";
  const carriesFiles = (event: DragEvent) => isAllowed() && event.dataTransfer.types.includes("Files");
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (!attach(ticket.id, event.dataTransfer.files)) showToast(t("tooManyFiles", { count: maximumFiles }));
      focusComposer("any");
    },
  };
  return { isOver, handlers };
}

/** What a note is about where it stands in an earlier ticket, as a quote above what is to be written. */
const quotedInNote = (before: string, text: string): string =>
  `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${text.replaceAll(/^/gm, "> ")}\n`;

function OpenConversation({ ticket, me, wanted, ...pane }: Omit<PaneProps, "ticketId"> & { ticket: Ticket; me: User }) {
  const t = useT();
  const { run } = useTicketActions();
  const { isOver, handlers } = useFileDrop(ticket);
  useSearchKey();
  const onQuote = useCallback(
    (message: Message) => {
      changeDraft(ticket.id, { quotedMessageId: message.id, isPrivate: false });
      focusComposer("reply");
    },
    [ticket.id],
  );
  const kinds = useT("kinds");
  const onNote = useCallback(
    (message: Message) => {
      const before = useDrafts.getState().byTicket[ticket.id]?.noteBody ?? "";
      const quote =
        message.ticketId === ticket.id
          ? { noteQuotedMessageId: message.id }
          : { noteBody: quotedInNote(before, message.body || kinds(message.type)) };
      changeDraft(ticket.id, { isPrivate: true, ...quote });
      focusComposer("note");
    },
    [ticket.id, kinds],
  );
  return (
    <section
      aria-label={t("conversation.label", { name: ticket.contact.name })}
      tabIndex={-1}
      data-region="conversation"
      className="relative flex size-full min-w-0 flex-col bg-canvas -outline-offset-2"
      {...handlers}
    >
      <ConversationHeader ticket={ticket} {...pane} />
      <Notice ticketId={ticket.id} />
      <ConversationMessages ticket={ticket} me={me} wanted={wanted} onQuote={onQuote} onNote={onNote} />
      <section
        aria-label={t("composer.region")}
        tabIndex={-1}
        data-region="composer"
        className="flex shrink-0 flex-col -outline-offset-2"
      >
        <ComposerBar ticket={ticket} onAccept={() => run("accept", ticket)} onReopen={() => run("reopen", ticket)} />
      </section>
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-10 grid place-items-center rounded-card border-2 border-dashed border-accent bg-accent-soft text-title text-accent-ink">
          {t("composer.drop")}
        </div>
      )}
    </section>
  );
}

function LoadingConversation() {
  const t = useT("common");
  return (
    <div role="status" aria-label={t("loading")} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-14 shrink-0 items-center gap-3 border-b border-line bg-surface px-4">
        <Skeleton className="size-8 rounded-full" />
        <Skeleton className="h-3 w-40" />
      </div>
    </div>
  );
}

/** The conversation of one ticket, or why it cannot be shown. */
export function ConversationPane({ ticketId, ...pane }: PaneProps) {
  const t = useT("ticket.notFound");
  const inbox = useT("inbox");
  const me = useCurrentUser();
  const queryClient = useQueryClient();
  const removal = useTicketRemoval(ticketId);
  const {
    data: ticket,
    error,
    refetch,
  } = useQuery({
    ...ticketQuery(ticketId),
    enabled: removal === null,
    initialData: () => findInLists(queryClient, ticketId),
  });
  useTellShown(ticketId, ticket === undefined && error !== null);
  if (removal !== null) return <Removed removal={removal} onBack={pane.onBack} />;
  if (isApiError(error, "not_found"))
    return (
      <EmptyState title={t("title")} text={t("text")} action={<Button onClick={pane.onBack}>{inbox("back")}</Button>} />
    );
  if (ticket !== undefined) return <OpenConversation key={ticketId} ticket={ticket} me={me} {...pane} />;
  return (
    <div className="flex size-full min-w-0 flex-col bg-canvas">
      {error === null ? <LoadingConversation /> : <ErrorState error={error} onRetry={() => void refetch()} />}
      <PendingList ticketId={ticketId} />
    </div>
  );
}
