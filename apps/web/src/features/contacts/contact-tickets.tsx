"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Button, Chip, ErrorState, Skeleton } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { contactTicketsQuery } from "./contact-queries.ts";

type Props = {
  contactId: string;
  /** The one that is open beside: it is left out. */
  exceptId?: string;
};

/** The services to a contact that one may see, the latest first, each a way into its conversation. */
export function ContactTickets({ contactId, exceptId }: Props) {
  const t = useT();
  const formats = useFormats();
  const tickets = useInfiniteQuery(contactTicketsQuery(contactId));
  if (tickets.isPending) return <Skeleton className="h-12" />;
  if (tickets.isError) return <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} />;
  const shown = rowsOf(tickets.data).filter(({ id }) => id !== exceptId);
  if (shown.length === 0)
    return (
      <p className="text-small text-ink-faint">
        {t(exceptId === undefined ? "contacts.noTickets" : "contacts.noOtherTickets")}
      </p>
    );
  return (
    <>
      <ul className="-mx-2">
        {shown.map(({ id, number, status, queue, lastMessageAt }) => (
          <li key={id}>
            <Link
              href={`/tickets?ticket=${id}`}
              className="flex min-h-11 items-center gap-3 rounded-control px-2 py-2 hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{t("ticket.number", { number: String(number) })}</span>
                <span className="flex gap-3 text-small text-ink-faint">
                  {t(`ticket.status.${status}`)}
                  {queue !== null && <Chip label={queue.name} color={queue.color} />}
                </span>
              </span>
              <span className="text-small text-ink-faint tabular-nums">{formats.listDate(lastMessageAt)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {tickets.hasNextPage && (
        <Button
          tone="quiet"
          size="small"
          isBusy={tickets.isFetchingNextPage}
          onClick={() => void tickets.fetchNextPage()}
        >
          {t("common.loadMore")}
        </Button>
      )}
    </>
  );
}
