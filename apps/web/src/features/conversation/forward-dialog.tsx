import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { Message, Ticket } from "@whatskovi/contract";
import { useState } from "react";
import { v7 as uuidv7 } from "uuid";
import { Button, Dialog, FormError, MultiCombobox } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { showToast } from "../../stores/toasts.ts";
import { ticketListQuery } from "../tickets/index.ts";
import { forwardMessage } from "./message-verbs.ts";

const mostTargets = 20;

/** Passes a message on to other conversations in which one may write. */
export function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useT("conversation.forwarding");
  const common = useT("common");
  const queryClient = useQueryClient();
  const { data } = useInfiniteQuery(ticketListQuery({ status: ["OPEN"], sort: "lastMessageAt" }));
  const [ticketIds, setTicketIds] = useState<readonly string[]>([]);
  const [ids] = useState(() => new Map<string, string>());
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const canSend = (ticket: Ticket) => ticket.abilities.includes("send") && ticket.id !== message.ticketId;
  const choices = rowsOf(data)
    .filter(canSend)
    .map((ticket) => ({ value: ticket.id, label: `${ticket.contact.name} · #${ticket.number}` }));

  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      const idFor = (ticketId: string) => {
        const id = ids.get(ticketId) ?? uuidv7();
        ids.set(ticketId, id);
        return id;
      };
      await forwardMessage(
        queryClient,
        message,
        ticketIds.map((ticketId) => ({ id: idFor(ticketId), ticketId })),
      );
      showToast(t("done", { count: ticketIds.length }));
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
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" isBusy={isBusy} disabled={ticketIds.length === 0} onClick={() => void submit()}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <MultiCombobox
          label={t("to")}
          autoFocus
          choices={choices}
          values={ticketIds}
          onChange={(chosen) => setTicketIds(chosen.slice(0, mostTargets))}
        />
        <FormError error={error} />
      </div>
    </Dialog>
  );
}
