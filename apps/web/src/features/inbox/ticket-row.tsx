import type { Ticket } from "@whatskovi/contract";
import clsx from "clsx";
import { Check, Flag, Lock, Timer, UserRound } from "lucide-react";
import { memo } from "react";
import { Avatar, Chip, CountBadge, GroupAvatar } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { plainText, Ticks, useTypists } from "../conversation/index.ts";
import { draftText, useDrafts } from "../../stores/drafts.ts";
import { RowViewers } from "../presence/index.ts";
import { KindIcon } from "../tickets/index.ts";
import { waitingLevel } from "./waiting.ts";

type TicketRowProps = {
  readonly ticket: Ticket;
  readonly me: string;
  readonly now: number;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  /** Some are chosen: all offer to be. */
  readonly isChoosing: boolean;
  /** It has left the list while it was looked at. */
  readonly isGone: boolean;
};

function LastMessage({ ticket, me, isOpen }: Pick<TicketRowProps, "ticket" | "me" | "isOpen">) {
  const t = useT("inbox.row");
  const kinds = useT("kinds");
  const draft = useDrafts(({ byTicket }) => (isOpen ? undefined : draftText(byTicket[ticket.id])));
  const last = ticket.lastMessage;
  const [typist] = useTypists(ticket.id);
  if (typist !== undefined)
    return (
      <span className="min-w-0 truncate text-accent-ink">
        {typist.kind === "colleague" && typist.name !== null ? t("typingBy", { name: typist.name }) : t("typing")}
      </span>
    );
  if (draft)
    return (
      <span className="min-w-0 truncate">
        <span className="font-medium text-danger-ink">{t("draft")}</span> {draft}
      </span>
    );
  if (last === null) return <span className="truncate italic">{t("noMessage")}</span>;
  const isOurs = last.direction === "OUTBOUND";
  return (
    <>
      {isOurs && !last.isPrivate && <Ticks status={last.status} />}
      {last.isPrivate && <Lock aria-hidden className="size-3 shrink-0 text-note-ink" strokeWidth={2.25} />}
      <KindIcon type={last.type} />
      <span className="min-w-0 truncate">
        {last.isPrivate ? (
          <span className="text-note-ink">{t("note")} </span>
        ) : isOurs && ticket.userId === me ? (
          `${t("you")} `
        ) : null}
        {plainText(last.body) || kinds(last.type)}
      </span>
    </>
  );
}

const waitingTones = {
  short: undefined,
  long: "font-medium text-ink",
  tooLong: "font-medium text-danger-ink",
} as const;

function Waiting({ since, now }: { since: string; now: number }) {
  const t = useT("inbox.row");
  const formats = useFormats();
  const label = t("waiting", { time: formats.elapsedLength(since, now) });
  return (
    <span
      title={label}
      className={clsx("flex shrink-0 items-center gap-1 tabular-nums", waitingTones[waitingLevel(since, now)])}
    >
      <Timer aria-hidden className="size-3" />
      <span className="sr-only">{label}</span>
      <span aria-hidden>{formats.elapsed(since, now)}</span>
    </span>
  );
}

const prioritySigns = { URGENT: "text-danger-ink", HIGH: "text-ink", LOW: "text-ink-faint" } as const;

function PrioritySign({ priority }: { priority: Ticket["priority"] }) {
  const t = useT("inbox.row");
  if (priority === "MEDIUM") return null;
  const label = t(`priority.${priority}`);
  return (
    <span title={label} className={clsx("flex shrink-0 items-center gap-1 font-medium", prioritySigns[priority])}>
      <Flag aria-hidden className={clsx("size-3", priority !== "LOW" && "fill-current")} />
      {priority === "LOW" ? <span className="sr-only">{label}</span> : label}
    </span>
  );
}

function Facts({ ticket, me, now }: Pick<TicketRowProps, "ticket" | "me" | "now">) {
  const t = useT("inbox.row");
  const { priority, queue, tags, user, waitingSince } = ticket;
  return (
    <span className="flex h-4 min-w-0 items-center gap-2 overflow-hidden text-meta text-ink-faint">
      {waitingSince !== null && <Waiting since={waitingSince} now={now} />}
      <PrioritySign priority={priority} />
      {queue !== null && <Chip label={queue.name} color={queue.color} className="h-4" />}
      {user !== null && user.id !== me && (
        <span title={t("with", { name: user.name })} className="flex min-w-0 items-center gap-1">
          <UserRound aria-hidden className="size-3 shrink-0" />
          <span className="truncate">{user.name}</span>
        </span>
      )}
      {tags.map((tag) => (
        <Chip key={tag.id} label={tag.name} color={tag.color} className="h-4" />
      ))}
    </span>
  );
}

/** Who it is; under the pointer, in focus and while some are chosen, where it is chosen. The row itself says it to screen readers. */
function Face({
  ticket,
  isActive,
  isChosen,
  isChoosing,
}: Pick<TicketRowProps, "ticket" | "isActive" | "isChosen" | "isChoosing">) {
  const isOffered = isChosen || isChoosing;
  return (
    <span data-select aria-hidden className="relative -m-1 grid size-12 shrink-0 place-items-center">
      <span
        className={clsx(
          "transition-opacity",
          isOffered ? "opacity-0" : "group-hover/row:pointer-fine:opacity-0",
          isActive && "group-focus-visible/list:opacity-0",
        )}
      >
        {ticket.isGroup ? <GroupAvatar /> : <Avatar id={ticket.contact.id} name={ticket.contact.name} />}
      </span>
      <span
        className={clsx(
          "absolute inset-0 m-auto grid size-5 place-items-center rounded-control border transition-opacity",
          isChosen ? "border-accent bg-accent text-on-accent" : "border-line-strong bg-surface",
          isOffered ? "opacity-100" : "opacity-0 group-hover/row:pointer-fine:opacity-100",
          isActive && "group-focus-visible/list:opacity-100",
        )}
      >
        {isChosen && <Check className="size-4" strokeWidth={3} />}
      </span>
    </span>
  );
}

/** Who, what last, when, how many unread, how long waiting, which queue. */
export const TicketRow = memo(function TicketRow(props: TicketRowProps) {
  const { ticket, me, now, isOpen, isActive, isChosen, isGone } = props;
  const t = useT("inbox.row");
  const formats = useFormats();
  const { contact, unreadMessages } = ticket;
  const isUnread = unreadMessages > 0;
  return (
    <div
      className={clsx(
        "group/row flex h-17 items-center gap-3 border-b border-line px-3",
        isChosen ? "bg-accent-soft" : isOpen ? "bg-selected" : isActive ? "bg-hover" : "hover:bg-hover",
        isActive &&
          "group-focus-visible/list:outline-2 group-focus-visible/list:-outline-offset-2 group-focus-visible/list:outline-accent-ink",
      )}
    >
      <span className="relative flex shrink-0">
        <Face {...props} />
        <RowViewers ticketId={ticket.id} />
      </span>
      <div className={clsx("min-w-0 flex-1", isGone && "opacity-60")}>
        <div className="flex items-baseline gap-2">
          <span className={clsx("min-w-0 flex-1 truncate", isUnread ? "font-semibold" : "font-medium")}>
            {ticket.isGroup && <span className="sr-only">{t("group")} </span>}
            {contact.name}
          </span>
          <time
            dateTime={ticket.lastMessageAt}
            className={clsx(
              "shrink-0 text-meta tabular-nums",
              isUnread ? "font-medium text-accent-ink" : "text-ink-faint",
            )}
          >
            {formats.listDate(ticket.lastMessageAt, now)}
          </time>
        </div>
        <div className="flex h-5 items-center gap-2">
          <span
            className={clsx(
              "flex min-w-0 flex-1 items-center gap-1 text-small",
              isUnread ? "text-ink" : "text-ink-soft",
            )}
          >
            {isGone ? (
              <span className="truncate italic">{t("gone")}</span>
            ) : (
              <LastMessage {...{ ticket, me, isOpen }} />
            )}
          </span>
          <CountBadge count={unreadMessages} label={t("unread", { count: unreadMessages })} />
        </div>
        <Facts ticket={ticket} me={me} now={now} />
      </div>
    </div>
  );
});
