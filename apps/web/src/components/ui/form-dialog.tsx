"use client";

import type { ReactNode } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormError } from "./error-state.tsx";

type Props = {
  title: string;
  description?: ReactNode;
  onClose: () => void;
  saveLabel?: string;
  isBusy: boolean;
  error: unknown;
  /** Of `useForm`. */
  form: { formProps: object; submit: () => void };
  children: ReactNode;
};

/** A form above the page: fields, what went wrong, cancel and save. Enter saves. */
export function FormDialog({ title, description, onClose, saveLabel, isBusy, error, form, children }: Props) {
  const t = useT("common");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button tone="primary" isBusy={isBusy} onClick={() => form.submit()}>
            {saveLabel ?? t("save")}
          </Button>
        </>
      }
    >
      <form {...form.formProps} className="flex flex-col gap-4">
        {children}
        <FormError error={error} />
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </form>
    </Dialog>
  );
}
