"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Contact } from "@whatskovi/contract";
import { Merge } from "lucide-react";
import { useState } from "react";
import { Avatar, Button, ConfirmDialog } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { formatPhone } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { contactKeys, duplicatesQuery } from "./contact-queries.ts";

/** Who may be the same person, and making the two one. The one whose page this is stays. */
export function ContactDuplicates({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  const queryClient = useQueryClient();
  const [other, setOther] = useState<Contact | null>(null);
  const { data: duplicates = [] } = useQuery(duplicatesQuery(contact.id));
  const merge = useMutation({
    mutationFn: (contactId: string) =>
      api.call(endpoints.mergeContacts, { params: { id: contact.id }, body: { contactId } }),
    onSuccess: async ({ merged }) => {
      setOther(null);
      showToast(t("merged", { name: merged.name }));
      await queryClient.invalidateQueries({ queryKey: contactKeys.all });
    },
  });
  if (duplicates.length === 0) return null;
  return (
    <section aria-labelledby="contact-duplicates">
      <h3 id="contact-duplicates" className="text-title">
        {t("duplicates")}
      </h3>
      <ul className="mt-2 flex flex-col">
        {duplicates.map(({ contact: one, reasons }) => (
          <li key={one.id} className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
            <Avatar id={one.id} name={one.name} />
            <span className="min-w-0 flex-1 text-small">
              <span className="block truncate font-medium text-ink">{one.name}</span>
              <span className="block text-ink-faint tabular-nums">
                {[
                  one.phoneNumber === null ? one.username : formatPhone(one.phoneNumber),
                  ...reasons.map((reason) => t(`duplicateReasons.${reason}`)),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <Button size="small" icon={<Merge aria-hidden className="size-4" />} onClick={() => setOther(one)}>
              {t("merge")}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={other !== null}
        onClose={() => setOther(null)}
        title={t("mergeTitle", { name: other?.name ?? "", into: contact.name })}
        text={t("mergeText", { into: contact.name })}
        confirmLabel={t("merge")}
        tone="primary"
        isBusy={merge.isPending}
        error={merge.error}
        onConfirm={() => other !== null && merge.mutate(other.id)}
      />
    </section>
  );
}
