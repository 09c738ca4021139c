"use client";

import type { ReactNode } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormError } from "./error-state.tsx";

type Props = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen. */
  text: ReactNode;
  confirmLabel: string;
  tone?: "primary" | "danger";
  isBusy?: boolean;
  error?: unknown;
  onConfirm: () => void;
};

/** Asked once, before what cannot be undone. */
export function ConfirmDialog({
  isOpen,
  onClose,
  title,
  text,
  confirmLabel,
  tone = "danger",
  isBusy = false,
  error,
  onConfirm,
}: Props) {
  const t = useT("common");
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description={text}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button tone={tone} isBusy={isBusy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {error === undefined || error === null ? undefined : <FormError error={error} />}
    </Dialog>
  );
}
