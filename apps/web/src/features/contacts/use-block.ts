import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { applyContact } from "./contact-queries.ts";

type Change = { readonly id: string; readonly isBlocked: boolean };

/** Blocks and unblocks contacts, and says so in passing. A block that is refused is told where it was asked for. */
export function useBlock(onBlocked?: () => void) {
  const t = useT("contacts");
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, isBlocked }: Change) =>
      api.call(endpoints.updateContact, { params: { id }, body: { isBlocked } }),
    onSuccess: (saved) => {
      applyContact(queryClient, saved);
      if (saved.isBlocked) onBlocked?.();
      showToast(t(saved.isBlocked ? "blockedNow" : "unblockedNow", { name: saved.name }));
    },
    onError: (error, { isBlocked }) => isBlocked || showToast(errorText(error), { tone: "danger" }),
  });
}
