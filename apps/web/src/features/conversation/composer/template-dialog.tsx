import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { MessageTemplate, Ticket } from "@whatskovi/contract";
import { FileText } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button, Combobox, Dialog, EmptyState, ErrorState, Skeleton, TextField } from "../../../components/ui/index.ts";
import { api, endpoints } from "../../../lib/api/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { allPages } from "../../../lib/query/all-pages.ts";
import { FormattedText } from "../formatted-text.tsx";
import { sendMessage } from "../send-message.ts";
import { fillTemplate } from "./template-text.ts";

const keyOf = ({ name, language }: MessageTemplate) => `${name} ${language}`;

/** Approved messages, which may be sent when free text may not. Shown as the customer will read it. */
export function TemplateDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const t = useT();
  const formId = useId();
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ["templates", ticket.id],
    queryFn: ({ signal }) =>
      allPages((page) =>
        api.call(endpoints.listTicketTemplates, { params: { id: ticket.id }, query: page }, { signal }),
      ),
    staleTime: 60_000,
  });
  const [key, setKey] = useState<string | null>(null);
  const [values, setValues] = useState<readonly string[]>([]);
  const templates = query.data ?? [];
  const chosen = templates.find((template) => keyOf(template) === key);
  const parameters = Array.from({ length: chosen?.parameters ?? 0 }, (_, index) => values[index] ?? "");
  const isComplete = chosen !== undefined && parameters.every((value) => value.trim() !== "");
  const text = chosen === undefined ? "" : fillTemplate(chosen.body, parameters);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    const template = { name: chosen.name, language: chosen.language, parameters: parameters.map((one) => one.trim()) };
    const message = { ticketId: ticket.id, isPrivate: false, quotedMessageId: null, file: null };
    sendMessage(queryClient, { ...message, body: text, extra: { template } });
    onClose();
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("composer.template.title")}
      description={t("composer.template.description")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" type="submit" form={formId} disabled={!isComplete}>
            {t("composer.send")}
          </Button>
        </>
      }
    >
      {query.isPending && <Skeleton className="h-9" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && templates.length === 0 && (
        <EmptyState icon={<FileText />} title={t("composer.template.none")} text={t("composer.template.noneText")} />
      )}
      {templates.length > 0 && (
        <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
          <Combobox
            label={t("composer.template.choose")}
            choices={templates.map((template) => ({
              value: keyOf(template),
              label: `${template.name} · ${template.language}`,
            }))}
            value={key}
            onChange={(value) => {
              setKey(value);
              setValues([]);
            }}
          />
          {parameters.map((value, index) => (
            <TextField
              key={index}
              label={t("composer.template.parameter", { number: String(index + 1) })}
              value={value}
              required
              maxLength={1024}
              onChange={(next) => setValues(parameters.with(index, next))}
            />
          ))}
          {chosen !== undefined && (
            <p className="rounded-bubble bg-bubble-out px-3 py-2">
              <FormattedText text={text} />
            </p>
          )}
        </form>
      )}
    </Dialog>
  );
}
