import { type FormEvent, useId, useState } from "react";
import { Button, Dialog, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";

type CloseDialogProps = {
  /** How many are closed together; one unless told. */
  readonly count?: number;
  /** `reason` may be empty. */
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
};

/** Asks for the reason of closing, for whoever reads it later. */
export function CloseDialog({ count = 1, onConfirm, onClose }: CloseDialogProps) {
  const t = useT("ticket.close");
  const common = useT("common");
  const formId = useId();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(reason.trim());
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title", { count })}
      description={t("text")}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" type="submit" form={formId}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextField
          label={t("reason")}
          placeholder={t("reasonPlaceholder")}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
      </form>
    </Dialog>
  );
}
