"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, UserRound } from "lucide-react";
import { Avatar, Badge, EmptyState, ErrorState, IconButton, Skeleton } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { BlockButton } from "./block-button.tsx";
import { ContactDuplicates } from "./contact-duplicates.tsx";
import { useContactHandle } from "./contact-handle.ts";
import { ContactFields } from "./contact-fields.tsx";
import { ContactIdentities } from "./contact-identities.tsx";
import { ContactMerges } from "./contact-merges.tsx";
import { contactQuery } from "./contact-queries.ts";
import { ContactTickets } from "./contact-tickets.tsx";
import { StartConversation } from "./start-conversation.tsx";

function PanelSkeleton() {
  const t = useT("common");
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-4 p-6">
      <Skeleton className="size-16 rounded-full" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-20" />
    </div>
  );
}

function Details({ id }: { id: string }) {
  const t = useT("contacts");
  const handleOf = useContactHandle();
  const contact = useQuery(contactQuery(id));
  if (contact.isPending) return <PanelSkeleton />;
  if (contact.isError) return <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />;
  const { name, isBlocked } = contact.data;
  return (
    <div className="relative min-h-0 flex-1 scroll-thin overflow-y-auto">
      <div className="mx-auto flex max-w-160 flex-col gap-8 px-4 py-6 tablet:px-6">
        <div className="flex flex-wrap items-center gap-4">
          <Avatar id={id} name={name} size="huge" />
          <div className="min-w-0 flex-1">
            <h2 className="flex items-center gap-2 text-headline">
              <span className="truncate">{name}</span>
              {isBlocked && <Badge tone="danger">{t("blocked")}</Badge>}
            </h2>
            <p className="text-ink-soft tabular-nums">{handleOf(contact.data)}</p>
          </div>
          <div className="flex w-full flex-wrap gap-2 tablet:w-auto">
            {!isBlocked && <StartConversation contact={contact.data} />}
            <BlockButton contact={contact.data} />
          </div>
        </div>
        <ContactDuplicates contact={contact.data} />
        <ContactFields key={id} contact={contact.data} />
        <section aria-labelledby="contact-tickets">
          <h3 id="contact-tickets" className="mb-2 text-title">
            {t("tickets")}
          </h3>
          <ContactTickets contactId={id} />
        </section>
        <ContactIdentities contact={contact.data} />
        <ContactMerges contact={contact.data} />
      </div>
    </div>
  );
}

/** One contact beside the list; on phones in its place, with a way back. */
export function ContactPanel({ id, onBack }: { id: string | null; onBack: () => void }) {
  const t = useT();
  if (id === null) return <EmptyState icon={<UserRound />} title={t("contacts.pick")} text={t("contacts.pickText")} />;
  return (
    <section aria-label={t("contacts.details")} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-2 tablet:hidden">
        <IconButton label={t("common.back")} icon={<ArrowLeft />} onClick={onBack} />
        <p className="text-title">{t("contacts.details")}</p>
      </header>
      <Details id={id} />
    </section>
  );
}
