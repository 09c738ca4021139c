import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ConnectionSummary, Ticket } from "@whatskovi/contract";
import { FormDialog, Select, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { connectionSummariesQuery } from "../connections/index.ts";
import { queuesQuery } from "../queues/index.ts";
import { applyTicket } from "../tickets/index.ts";
import { NumberCheck } from "./number-check.tsx";
import { useRefusal } from "./refusal.ts";

type Values = { phoneNumber: string; name: string; connectionId: string; queueId: string };
type Person = { readonly id: string; readonly name: string };

const e164 = (phone: string) => `+${phone.replace(/\D/g, "")}`;
const anyQueue = "any";

function useOpenTicket(contact: Person | null, onOpened: (ticket: Ticket) => void) {
  const queryClient = useQueryClient();
  const me = useCurrentUser();
  return useMutation({
    mutationFn: ({ phoneNumber, name, connectionId, queueId }: Values) =>
      api.call(endpoints.openTicket, {
        body: {
          connectionId,
          ...(contact === null ? { phoneNumber: e164(phoneNumber) } : { contactId: contact.id }),
          ...(contact === null && name.trim() !== "" && { name: name.trim() }),
          ...(queueId !== anyQueue && { queueId }),
        },
      }),
    onSuccess: (ticket) => {
      applyTicket(queryClient, ticket, me.id);
      onOpened(ticket);
    },
  });
}

function useChoices(values: Values) {
  const t = useT("newConversation");
  const states = useT("connectionStatus");
  const me = useCurrentUser();
  const connections = useQuery(connectionSummariesQuery());
  const queues = useQuery(queuesQuery());
  const labelOf = ({ name, status }: ConnectionSummary) =>
    status === "online" ? name : `${name} (${states(status).toLowerCase()})`;
  const own = (queues.data ?? []).filter(({ id }) => me.role === "ADMIN" || me.queueIds.includes(id));
  return {
    connections: (connections.data ?? []).map((one) => ({ value: one.id, label: labelOf(one) })),
    chosen: connections.data?.find(({ id }) => id === values.connectionId) ?? null,
    queues: [
      { value: anyQueue, label: t("anyQueue") },
      ...own.map(({ id, name, color }) => ({ value: id, label: name, color })),
    ],
  };
}

type NewConversationDialogProps = {
  /** With whom; else a phone is asked for. */
  readonly contact?: Person | null;
  /** What the fields hold at first. */
  readonly suggested?: { readonly phoneNumber: string; readonly name: string };
  readonly onOpened: (ticket: Ticket) => void;
  readonly onClose: () => void;
};

/** Opens a conversation by hand. WhatsApp is asked for the number first, where the connection can. */
export function NewConversationDialog({ contact = null, suggested, onOpened, onClose }: NewConversationDialogProps) {
  const t = useT("newConversation");
  const rules = useRules();
  const connections = useQuery(connectionSummariesQuery());
  const usual = connections.data?.find(({ status }) => status === "online") ?? connections.data?.[0];
  const open = useOpenTicket(contact, onOpened);
  const form = useForm<Values>({
    initial: { phoneNumber: "", name: "", ...suggested, connectionId: "", queueId: anyQueue },
    rules: { phoneNumber: (value) => (contact === null ? rules.phone(value) : null) },
    error: open.error,
    onSubmit: (values) => open.mutate({ ...values, connectionId: values.connectionId || (usual?.id ?? "") }),
  });
  const connectionId = form.values.connectionId || (usual?.id ?? "");
  const choices = useChoices({ ...form.values, connectionId });
  const refusal = useRefusal(open.error);
  return (
    <FormDialog
      title={contact === null ? t("title") : t("titleWith", { name: contact.name })}
      description={t("description")}
      saveLabel={t("submit")}
      isBusy={open.isPending}
      error={refusal === null ? open.error : null}
      {...{ form, onClose }}
    >
      {refusal !== null && (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-small text-danger-ink">
          {refusal}
        </p>
      )}
      {contact === null && (
        <>
          <TextField
            {...form.field("phoneNumber")}
            label={t("phone")}
            hint={t("phoneHint")}
            type="tel"
            required
            placeholder="+55 11 98765-4321"
          />
          <NumberCheck phoneNumber={form.values.phoneNumber} connection={choices.chosen} />
          <TextField {...form.field("name")} label={t("name")} hint={t("nameHint")} maxLength={120} />
        </>
      )}
      <Select
        label={t("connection")}
        value={connectionId}
        choices={choices.connections}
        onChange={(value) => form.set("connectionId", value)}
      />
      <Select
        label={t("queue")}
        value={form.values.queueId}
        choices={choices.queues}
        onChange={(value) => form.set("queueId", value)}
      />
    </FormDialog>
  );
}
