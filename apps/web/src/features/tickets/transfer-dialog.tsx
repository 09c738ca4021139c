import { useQuery } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { type FormEvent, useId, useState } from "react";
import { Button, Combobox, Dialog, FormError, Select, TextArea } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { queuesQuery } from "../queues/index.ts";
import { colleaguesQuery } from "../users/index.ts";
import { useTicketActions } from "./use-ticket-actions.ts";

const keep = "keep";

/** Hands a ticket to a person, to a queue, or to a person in a queue. */
export function TransferDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const t = useT("ticket.transfer");
  const common = useT("common");
  const presence = useT("presence");
  const me = useCurrentUser();
  const formId = useId();
  const { transfer } = useTicketActions();
  const { data: colleagues = [] } = useQuery(colleaguesQuery());
  const { data: queues = [] } = useQuery(queuesQuery());
  const [userId, setUserId] = useState<string | null>(null);
  const [queueId, setQueueId] = useState(keep);
  const [note, setNote] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const people = colleagues
    .filter((colleague) => colleague.id !== ticket.userId)
    .map((colleague) => ({
      value: colleague.id,
      label: `${colleague.name}${colleague.id === me.id ? "" : ` · ${presence(colleague.status)}`}`,
    }));
  const places = [
    { value: keep, label: t("keepQueue") },
    ...queues.map((queue) => ({ value: queue.id, label: queue.name, color: queue.color })),
  ];
  const person = colleagues.find((colleague) => colleague.id === userId);
  const queue = queues.find((one) => one.id === queueId);
  const isChosen = person !== undefined || queue !== undefined;
  const outcome =
    person !== undefined
      ? t("toAgent", { name: person.name })
      : queue !== undefined
        ? t("toQueue", { name: queue.name })
        : t("choose");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isChosen || isBusy) return;
    setBusy(true);
    setError(null);
    try {
      const text = note.trim();
      await transfer(ticket, {
        ...(person && { userId: person.id }),
        ...(queue && { queueId: queue.id }),
        ...(text !== "" && { note: text }),
      });
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      description={ticket.contact.name}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" type="submit" form={formId} isBusy={isBusy} disabled={!isChosen}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Combobox label={t("agent")} placeholder={t("noAgent")} choices={people} value={userId} onChange={setUserId} />
        <Select label={t("queue")} choices={places} value={queueId} onChange={setQueueId} />
        <TextArea
          label={t("note")}
          placeholder={t("notePlaceholder")}
          value={note}
          onChange={setNote}
          maxLength={4000}
        />
        <p className="text-small text-ink-soft">{outcome}</p>
        <FormError error={error} />
      </form>
    </Dialog>
  );
}
