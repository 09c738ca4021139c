"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Chip, ErrorState, Skeleton } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { contactTicketsQuery } from "./contact-queries.ts";

/** The latest services to a contact, each a way into its conversation. */
export function ContactTickets({ contactId }: { contactId: string }) {
  const t = useT();
  const formats = useFormats();
  const tickets = useQuery(contactTicketsQuery(contactId));
  if (tickets.isPending) return <Skeleton className="h-12" />;
  if (tickets.isError) return <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} />;
  if (tickets.data.length === 0) return <p className="text-small text-ink-faint">{t("contacts.noTickets")}</p>;
  return (
    <ul className="-mx-2">
      {tickets.data.map(({ id, number, status, queue, lastMessageAt }) => (
        <li key={id}>
          <Link
            href={`/tickets?ticket=${id}`}
            className="flex items-center gap-3 rounded-control px-2 py-2 hover:bg-hover"
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
  );
}
