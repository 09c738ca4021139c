import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { Copy } from "lucide-react";
import { Avatar, Badge, Chip, IconButton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { Fact } from "./fact.tsx";

const contactQuery = (id: string, updatedBy: string) =>
  queryOptions({
    // The name is part of the key: a renamed contact is asked for again.
    queryKey: ["contacts", "of-ticket", id, updatedBy],
    queryFn: ({ signal }) => api.call(endpoints.getContact, { params: { id } }, { signal }),
  });

export function ContactSection({ ticket }: { ticket: Ticket }) {
  const t = useT("details");
  const common = useT("common");
  const formats = useFormats();
  const { contact } = ticket;
  const { data } = useQuery(contactQuery(contact.id, contact.name));
  const phone = contact.phoneNumber === null ? null : formats.phone(contact.phoneNumber);
  const copy = () => {
    if (phone === null) return;
    void navigator.clipboard.writeText(phone).then(() => showToast(common("copied")));
  };
  return (
    <section aria-label={t("contact")} className="p-4">
      <div className="flex items-center gap-3">
        <Avatar id={contact.id} name={contact.name} size="huge" />
        <div className="min-w-0 flex-1">
          <p className="text-title break-words">{contact.name}</p>
          <p className="flex items-center gap-1 text-ink-soft tabular-nums">
            {phone ?? t("noPhone")}
            {phone !== null && <IconButton label={t("copyPhone")} icon={<Copy className="size-4" />} onClick={copy} />}
          </p>
          {contact.isBlocked && <Badge tone="danger">{t("blocked")}</Badge>}
        </div>
      </div>
      {data !== undefined && (data.email !== null || data.notes !== "" || data.tags.length > 0) && (
        <dl className="mt-3">
          {data.email !== null && <Fact name={t("email")}>{data.email}</Fact>}
          {data.tags.length > 0 && (
            <Fact name={t("contactTags")}>
              <span className="flex flex-wrap gap-x-3">
                {data.tags.map((tag) => (
                  <Chip key={tag.id} label={tag.name} color={tag.color} />
                ))}
              </span>
            </Fact>
          )}
          {data.notes !== "" && (
            <Fact name={t("notes")}>
              <span className="whitespace-pre-wrap">{data.notes}</span>
            </Fact>
          )}
        </dl>
      )}
    </section>
  );
}
