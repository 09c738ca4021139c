"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Contact } from "@whatskovi/contract";
import { Ban } from "lucide-react";
import { useState } from "react";
import { Button, ConfirmDialog } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { applyContact } from "./contact-queries.ts";

/** Blocks after a question, unblocks at once. */
export function BlockButton({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: (isBlocked: boolean) =>
      api.call(endpoints.updateContact, { params: { id: contact.id }, body: { isBlocked } }),
    onSuccess: (saved) => {
      applyContact(queryClient, saved);
      setAsking(false);
      showToast(t(saved.isBlocked ? "blockedNow" : "unblockedNow", { name: saved.name }));
    },
    onError: (error, isBlocked) => isBlocked || showToast(errorText(error), { tone: "danger" }),
  });
  return (
    <>
      <Button
        size="small"
        icon={<Ban className="size-4" />}
        isBusy={change.isPending}
        onClick={() => (contact.isBlocked ? change.mutate(false) : setAsking(true))}
      >
        {t(contact.isBlocked ? "unblock" : "block")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t("blockTitle", { name: contact.name })}
        text={t("blockText")}
        confirmLabel={t("block")}
        isBusy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate(true)}
      />
    </>
  );
}
