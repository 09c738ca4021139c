import { useQuery } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { X } from "lucide-react";
import { IconButton, Skeleton } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useShownKey } from "../../lib/shortcuts/index.ts";
import { contactQuery, ContactTickets } from "../contacts/index.ts";
import { ticketQuery } from "../tickets/index.ts";
import { ContactHead, ContactSection } from "./contact-section.tsx";
import { MembersSection } from "./members-section.tsx";
import { Section } from "./section.tsx";
import { SharedSection } from "./shared-section.tsx";
import { TicketSection } from "./ticket-section.tsx";
import { TimelineSection } from "./timeline-section.tsx";

function Sections({ ticket }: { ticket: Ticket }) {
  const t = useT("details");
  const contactId = ticket.contact.id;
  const { data: contact } = useQuery(contactQuery(contactId));
  return (
    <div className="relative min-h-0 flex-1 scroll-thin divide-y divide-line overflow-y-auto">
      <ContactHead ticket={ticket} />
      <TicketSection key={`ticket ${ticket.id}`} ticket={ticket} />
      <ContactSection key={`contact ${contactId}`} contactId={contactId} />
      {contact?.isGroup === true && <MembersSection contactId={contactId} />}
      <SharedSection contactId={contactId} />
      <Section name="earlier" title={t("earlier")}>
        <ContactTickets contactId={contactId} exceptId={ticket.id} />
      </Section>
      <TimelineSection ticketId={ticket.id} />
    </div>
  );
}

/** The contact, the ticket and its history. */
export function DetailsPane({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const t = useT("details");
  const shownKey = useShownKey();
  const { data: ticket } = useQuery(ticketQuery(ticketId));
  return (
    <aside
      aria-label={t("title")}
      tabIndex={-1}
      data-region="details"
      className="flex size-full min-w-0 flex-col bg-surface -outline-offset-2"
    >
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <h2 className="flex-1 text-title">{t("title")}</h2>
        <IconButton label={t("close")} shortcut={shownKey("details")} icon={<X />} onClick={onClose} />
      </header>
      {ticket === undefined ? (
        <div className="flex flex-col gap-3 p-4">
          <Skeleton className="size-16 rounded-full" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ) : (
        <Sections ticket={ticket} />
      )}
    </aside>
  );
}
