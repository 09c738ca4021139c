import type { Ticket } from "@whatskovi/contract";
import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { ColorDot } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";

function useOutcome({ status, closedAt, closeReason, user }: Ticket): string {
  const t = useT("conversation.ticketLine");
  const formats = useFormats();
  if (status === "PENDING") return t("pending");
  if (status === "OPEN") return user === null ? t("open") : t("openWith", { name: user.name });
  const at = closedAt === null ? "" : formats.dateTime(closedAt);
  const reason = closeReason === "merged" ? t("merged") : closeReason;
  return reason === null ? t("closed", { at }) : t("closedReason", { at, reason });
}

/** Here another ticket of the contact begins: which one, who had it, how it ended, and the way to it. */
export function TicketLine({ ticket, isOpen }: { ticket: Ticket; isOpen: boolean }) {
  const t = useT("conversation.ticketLine");
  const outcome = useOutcome(ticket);
  const { number, user, queue, connection } = ticket;
  return (
    <div role="group" aria-label={t("label", { number: String(number) })} className="px-4 pt-6 pb-2">
      <div className="flex items-center gap-3 border-t border-line-strong pt-2 text-meta text-ink-soft">
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
          <span className="font-semibold text-ink">{t("label", { number: String(number) })}</span>
          {user !== null && <span>{user.name}</span>}
          {queue !== null && (
            <span className="flex items-center gap-1">
              <ColorDot color={queue.color} />
              {queue.name}
            </span>
          )}
          <span className="text-ink-faint">{connection.name}</span>
          <span className="text-ink-faint tabular-nums">{isOpen ? t("this") : outcome}</span>
        </p>
        {!isOpen && (
          <Link
            href={`/tickets?ticket=${ticket.id}`}
            className="flex min-h-8 shrink-0 items-center gap-1 rounded-control px-2 font-medium text-accent-ink hover:bg-hover pointer-coarse:min-h-11"
          >
            {t("show")}
            <ArrowUpRight aria-hidden className="size-3" />
          </Link>
        )}
      </div>
    </div>
  );
}
