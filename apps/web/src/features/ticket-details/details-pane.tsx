import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { IconButton, Skeleton } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { ticketQuery } from "../tickets/index.ts";
import { ContactSection } from "./contact-section.tsx";
import { TicketSection } from "./ticket-section.tsx";
import { TimelineSection } from "./timeline-section.tsx";

/** The contact, the ticket and its history. */
export function DetailsPane({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const t = useT("details");
  const { data: ticket } = useQuery(ticketQuery(ticketId));
  return (
    <aside aria-label={t("title")} className="flex size-full min-w-0 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <h2 className="flex-1 text-title">{t("title")}</h2>
        <IconButton label={t("close")} shortcut="D" icon={<X />} onClick={onClose} />
      </header>
      {ticket === undefined ? (
        <div className="flex flex-col gap-3 p-4">
          <Skeleton className="size-16 rounded-full" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ) : (
        <div className="scroll-thin min-h-0 flex-1 divide-y divide-line overflow-y-auto">
          <ContactSection ticket={ticket} />
          <TicketSection key={ticket.id} ticket={ticket} />
          <TimelineSection ticketId={ticket.id} />
        </div>
      )}
    </aside>
  );
}
