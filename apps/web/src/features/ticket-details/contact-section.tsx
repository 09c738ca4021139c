import { useQuery } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { Copy } from "lucide-react";
import { Avatar, Badge, IconButton, Skeleton } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import {
  BlockButton,
  ContactDuplicates,
  ContactFields,
  ContactIdentities,
  ContactMerges,
  contactQuery,
  useContactHandle,
} from "../contacts/index.ts";
import { Section } from "./section.tsx";
import { SectionError } from "./section-error.tsx";

/** Who it is, above everything else. */
export function ContactHead({ ticket }: { ticket: Ticket }) {
  const t = useT("details");
  const common = useT("common");
  const formats = useFormats();
  const handleOf = useContactHandle();
  const { contact } = ticket;
  const { data } = useQuery(contactQuery(contact.id));
  const phone = contact.phoneNumber === null ? null : formats.phone(contact.phoneNumber);
  const copy = () => {
    if (phone === null) return;
    void navigator.clipboard.writeText(phone).then(() => showToast(common("copied")));
  };
  return (
    <div className="flex items-center gap-3 px-4 pt-4 pb-2">
      <Avatar id={contact.id} name={contact.name} size="huge" />
      <div className="min-w-0 flex-1">
        <p className="text-title break-words">{contact.name}</p>
        <p className="flex min-h-5 items-center gap-1 text-ink-soft tabular-nums">
          {phone ?? (data === undefined ? "" : handleOf(data))}
          {phone !== null && <IconButton label={t("copyPhone")} icon={<Copy className="size-4" />} onClick={copy} />}
        </p>
        {contact.isBlocked && <Badge tone="danger">{t("blocked")}</Badge>}
      </div>
    </div>
  );
}

/** What one knows of the contact, changed where it stands. */
export function ContactSection({ contactId }: { contactId: string }) {
  const t = useT("details");
  const { data, isError, refetch } = useQuery(contactQuery(contactId));
  return (
    <Section name="contact" title={t("contact")}>
      {isError && <SectionError onRetry={() => void refetch()} />}
      {data === undefined && !isError && <Skeleton className="h-20" />}
      {data !== undefined && (
        <div className="flex flex-col gap-4">
          <ContactFields key={data.id} contact={data} />
          {data.isBlocked && <p className="text-small text-pretty text-ink-soft">{t("blockedText")}</p>}
          <div>
            <BlockButton contact={data} />
          </div>
          <ContactDuplicates contact={data} />
          {!data.isGroup && <ContactIdentities contact={data} />}
          <ContactMerges contact={data} />
        </div>
      )}
    </Section>
  );
}
