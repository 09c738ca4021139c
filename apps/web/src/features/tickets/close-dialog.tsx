import type { Ticket } from "@whatskovi/contract";
import { type FormEvent, useId, useState } from "react";
import { Button, Dialog, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useTicketActions } from "./use-ticket-actions.ts";

/** Closes a ticket, with a reason for whoever reads it later. */
export function CloseDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const t = useT("ticket.close");
  const common = useT("common");
  const formId = useId();
  const { close } = useTicketActions();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void close(ticket, reason.trim());
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
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
          autoFocus
        />
      </form>
    </Dialog>
  );
}
