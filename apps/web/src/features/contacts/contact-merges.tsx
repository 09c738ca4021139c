"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Contact, ContactMerge } from "@whatskovi/contract";
import { Undo2 } from "lucide-react";
import { Button } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { formatPhone, useFormats } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { contactKeys, mergesQuery } from "./contact-queries.ts";

function MergeRow({ merge }: { merge: ContactMerge }) {
  const t = useT("contacts");
  const formats = useFormats();
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const undo = useMutation({
    mutationFn: () => api.call(endpoints.undoContactMerge, { params: { id: merge.id } }),
    onSuccess: async () => {
      showToast(t("mergeUndone", { name: merge.merged.name }));
      await queryClient.invalidateQueries({ queryKey: contactKeys.all });
    },
    onError: (error) => showToast(errorText(error), { tone: "danger" }),
  });
  const { name, phoneNumber } = merge.merged;
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 text-small last:border-b-0">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {phoneNumber === null ? name : `${name} · ${formatPhone(phoneNumber)}`}
        </span>
        <span className="block text-ink-faint tabular-nums">
          {merge.user === null ? t("mergedByWhatsApp") : t("mergedBy", { name: merge.user.name })}
          {` · ${formats.dateTime(merge.createdAt)}`}
          {merge.undoneAt !== null && ` · ${t("undoneOn", { time: formats.dateTime(merge.undoneAt) })}`}
        </span>
      </span>
      {merge.canUndo && (
        <Button
          size="small"
          icon={<Undo2 aria-hidden className="size-4" />}
          isBusy={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {t("undoMerge")}
        </Button>
      )}
    </li>
  );
}

/** Who has become one with this contact, and making two of them again. */
export function ContactMerges({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  const { data: merges = [] } = useQuery(mergesQuery(contact.id));
  if (merges.length === 0) return null;
  return (
    <section aria-labelledby="contact-merges">
      <h3 id="contact-merges" className="text-title">
        {t("merges")}
      </h3>
      <ul className="mt-2">
        {merges.map((merge) => (
          <MergeRow key={merge.id} merge={merge} />
        ))}
      </ul>
    </section>
  );
}
