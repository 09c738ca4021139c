import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button, Combobox, Dialog, FormError, Select, TextArea } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { queuesQuery } from "../queues/index.ts";
import { colleaguesQuery } from "../users/index.ts";
import type { Handover } from "./ticket-verbs.ts";

const keep = "keep";

type TransferDialogProps = {
  /** What is handed over: whose ticket, or how many. */
  readonly description: string;
  /** Who has it already. */
  readonly ownerId: string | null;
  /** Throws what the server refuses. */
  readonly onTransfer: (handover: Handover) => Promise<unknown>;
  readonly onClose: () => void;
};

/** Hands tickets to a person, to a queue, or to a person in a queue. */
export function TransferDialog({ description, ownerId, onTransfer, onClose }: TransferDialogProps) {
  const t = useT("ticket.transfer");
  const common = useT("common");
  const presence = useT("presence");
  const me = useCurrentUser();
  const formId = useId();
  const { data: colleagues = [] } = useQuery(colleaguesQuery());
  const { data: queues = [] } = useQuery(queuesQuery());
  const [userId, setUserId] = useState<string | null>(null);
  const [queueId, setQueueId] = useState(keep);
  const [note, setNote] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const people = colleagues
    .filter((colleague) => colleague.id !== ownerId)
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
      await onTransfer({
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
      description={description}
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
