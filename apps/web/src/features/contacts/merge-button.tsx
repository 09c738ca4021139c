"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Contact } from "@whatskovi/contract";
import { Merge } from "lucide-react";
import { useState } from "react";
import { Button, ConfirmDialog } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { contactKeys } from "./contact-queries.ts";

/** Makes another contact one with this one, which stays, after a question. */
export function MergeButton({ into, other }: { into: Contact; other: Contact }) {
  const t = useT("contacts");
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const merge = useMutation({
    mutationFn: () => api.call(endpoints.mergeContacts, { params: { id: into.id }, body: { contactId: other.id } }),
    onSuccess: async ({ merged }) => {
      setAsking(false);
      showToast(t("merged", { name: merged.name }));
      await queryClient.invalidateQueries({ queryKey: contactKeys.all });
    },
  });
  return (
    <>
      <Button size="small" icon={<Merge aria-hidden className="size-4" />} onClick={() => setAsking(true)}>
        {t("merge")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t("mergeTitle", { name: other.name, into: into.name })}
        text={t("mergeText", { into: into.name })}
        confirmLabel={t("merge")}
        tone="primary"
        isBusy={merge.isPending}
        error={merge.error}
        onConfirm={() => merge.mutate()}
      />
    </>
  );
}
