import type { Ticket } from "@whatskovi/contract";
import clsx from "clsx";
import { Lock, Timer, UserRound } from "lucide-react";
import { memo } from "react";
import { Avatar, Badge, Chip, CountBadge } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useDrafts } from "../../stores/drafts.ts";
import { plainText, Ticks } from "../conversation/index.ts";
import { KindIcon } from "../tickets/index.ts";
import { isOverdue } from "./waiting.ts";

type TicketRowProps = {
  readonly ticket: Ticket;
  readonly me: string;
  readonly now: number;
  readonly isOpen: boolean;
  readonly isActive: boolean;
};

function LastMessage({ ticket, me, isOpen }: Pick<TicketRowProps, "ticket" | "me" | "isOpen">) {
  const t = useT("inbox.row");
  const kinds = useT("kinds");
  const draft = useDrafts(({ byTicket }) => (isOpen ? undefined : byTicket[ticket.id]?.body));
  const last = ticket.lastMessage;
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

function Waiting({ since, now }: { since: string; now: number }) {
  const t = useT("inbox.row");
  const formats = useFormats();
  const time = formats.elapsed(since, now);
  const label = t("waiting", { time });
  return (
    <span
      title={label}
      className={clsx(
        "flex shrink-0 items-center gap-1 tabular-nums",
        isOverdue(since, now) && "font-medium text-danger-ink",
      )}
    >
      <Timer aria-hidden className="size-3" />
      <span className="sr-only">{label}</span>
      <span aria-hidden>{time}</span>
    </span>
  );
}

function Facts({ ticket, me, now }: Pick<TicketRowProps, "ticket" | "me" | "now">) {
  const t = useT("inbox.row");
  const { priority, queue, tags, user, waitingSince } = ticket;
  return (
    <span className="flex h-4 min-w-0 items-center gap-2 overflow-hidden text-meta text-ink-faint">
      {waitingSince !== null && <Waiting since={waitingSince} now={now} />}
      {(priority === "HIGH" || priority === "URGENT") && (
        <Badge tone={priority === "URGENT" ? "danger" : "neutral"} className="h-4 px-1">
          {t(`priority.${priority}`)}
        </Badge>
      )}
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

/** Who, what last, when, how many unread, how long waiting, which queue. */
export const TicketRow = memo(function TicketRow({ ticket, me, now, isOpen, isActive }: TicketRowProps) {
  const t = useT("inbox.row");
  const formats = useFormats();
  const { contact, unreadMessages } = ticket;
  const isUnread = unreadMessages > 0;
  return (
    <div
      className={clsx(
        "flex h-17 items-center gap-3 border-b border-line px-3",
        isOpen ? "bg-selected" : isActive ? "bg-hover" : "hover:bg-hover",
        isActive &&
          "group-focus-visible/list:outline-2 group-focus-visible/list:-outline-offset-2 group-focus-visible/list:outline-accent-ink",
      )}
    >
      <Avatar id={contact.id} name={contact.name} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className={clsx("min-w-0 flex-1 truncate", isUnread ? "font-semibold" : "font-medium")}>
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
            <LastMessage ticket={ticket} me={me} isOpen={isOpen} />
          </span>
          <CountBadge count={unreadMessages} label={t("unread", { count: unreadMessages })} />
        </div>
        <Facts ticket={ticket} me={me} now={now} />
      </div>
    </div>
  );
});
