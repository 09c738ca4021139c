"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ConfirmDialog } from "./confirm-dialog.tsx";

type Props = {
  title: string;
  /** What will happen. */
  text: ReactNode;
  confirmLabel: string;
  /** What is done once it is confirmed. A refusal is shown in the dialog, which stays. */
  perform: () => Promise<unknown>;
  /** Closes it, after success too. */
  onClose: () => void;
  /** Before it closes: what has to be fetched anew or told. */
  onDone?: () => Promise<void> | void;
};

/** Asks once, does it, and keeps asking as long as it fails. */
export function ConfirmedMutation({ perform, onDone, onClose, ...words }: Props) {
  const mutation = useMutation({
    mutationFn: perform,
    onSuccess: async () => {
      await onDone?.();
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      {...words}
      isBusy={mutation.isPending}
      error={mutation.error}
      onConfirm={() => mutation.mutate()}
    />
  );
}
