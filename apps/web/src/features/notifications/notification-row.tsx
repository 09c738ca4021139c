import { useQueryClient } from "@tanstack/react-query";
import type { Notification } from "@whatskovi/contract";
import { clsx } from "clsx";
import { ArrowRightLeft, AtSign, Check } from "lucide-react";
import Link from "next/link";
import { IconButton } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { plainText } from "../conversation/index.ts";
import { addressOf } from "./notices.ts";
import { readNotifications } from "./notification-queries.ts";

const icons = { MENTION: AtSign, TRANSFER: ArrowRightLeft } as const;

function Text({ notification: { kind, messageType, text } }: { notification: Notification }) {
  const t = useT("notifications");
  const kinds = useT("kinds");
  const shown = plainText(text);
  if (shown !== "") return <span className="line-clamp-2 text-pretty">{shown}</span>;
  if (kind === "TRANSFER") return null;
  const isFile = messageType !== null && messageType !== "TEXT";
  return <span className="italic">{isFile ? kinds(messageType) : t("deleted")}</span>;
}

/** Who wanted something of me, where, and what; a way to it. */
export function NotificationRow({ notification }: { notification: Notification }) {
  const t = useT("notifications");
  const formats = useFormats();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const { id, kind, ticketId, ticketNumber, contactName, messageId, by, createdAt, readAt } = notification;
  const Icon = icons[kind];
  const isUnread = readAt === null;
  const name = by?.name ?? t("notice.somebody");
  const read = () =>
    void readNotifications(queryClient, [id]).catch((error: unknown) =>
      showToast(errorText(error), { tone: "danger" }),
    );
  return (
    <li className="flex items-center gap-1 border-b border-line last:border-b-0">
      <Link
        href={addressOf(ticketId, messageId)}
        onClick={() => isUnread && read()}
        className="-mx-2 flex min-w-0 flex-1 items-start gap-3 rounded-control px-2 py-3 hover:bg-hover"
      >
        <span
          className={clsx(
            "flex size-10 shrink-0 items-center justify-center rounded-full",
            isUnread ? "bg-accent-soft text-accent-ink" : "bg-hover text-ink-faint",
          )}
        >
          <Icon aria-hidden className="size-5" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={clsx("min-w-0 flex-1 text-pretty", isUnread ? "font-semibold" : "text-ink-soft")}>
              {isUnread && <span className="sr-only">{t("unread")} </span>}
              {t(kind === "MENTION" ? "notice.mention" : "notice.transfer", { name })}
            </span>
            <time dateTime={createdAt} className="shrink-0 text-meta text-ink-faint tabular-nums">
              {formats.listDate(createdAt)}
            </time>
          </span>
          <span className="block truncate text-small text-ink-faint">
            {t("in", { contact: contactName, number: String(ticketNumber) })}
          </span>
          <span className={clsx("block text-small", isUnread ? "text-ink" : "text-ink-soft")}>
            <Text notification={notification} />
          </span>
        </span>
      </Link>
      <span className="flex w-8 shrink-0 justify-center pointer-coarse:w-11">
        {isUnread && <IconButton label={t("readOne")} icon={<Check />} tooltipSide="left" onClick={read} />}
      </span>
    </li>
  );
}
