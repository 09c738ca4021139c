"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { Contact } from "@whatskovi/contract";
import { UserX } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { contactKeys } from "./contact-queries.ts";

/** Says that somebody is none of these others: they are not suggested any more. It can be taken back. */
export function ApartButton({ contact, others }: { contact: Contact; others: readonly Contact[] }) {
  const t = useT("contacts");
  const ticket = useT("ticket");
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const tell = async (areApart: boolean) => {
    const body = { contactIds: others.map(({ id }) => id).slice(0, 10), areApart };
    await api.call(endpoints.tellContactsApart, { params: { id: contact.id }, body });
    await queryClient.invalidateQueries({ queryKey: contactKeys.all });
  };
  const attempt = (work: () => Promise<void>) =>
    work().catch((refusal: unknown) => showToast(errorText(refusal), { tone: "danger" }));
  const press = async () => {
    setBusy(true);
    await attempt(async () => {
      await tell(true);
      const undo = { label: ticket("undo"), run: () => void attempt(() => tell(false)) };
      showToast(t("toldApart", { name: contact.name }), { action: undo });
    });
    setBusy(false);
  };
  return (
    <IconButton
      label={t("tellApart", { name: contact.name })}
      icon={<UserX />}
      disabled={isBusy}
      onClick={() => void press()}
    />
  );
}
