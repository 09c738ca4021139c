"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { QuickReply, QuickReplyScope } from "@whatskovi/contract";
import { useRef } from "react";
import { FormDialog, Select, TextArea, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { customFieldsQuery } from "../custom-fields/index.ts";
import { queuesQuery } from "../queues/index.ts";
import { quickReplyKeys } from "./quick-reply-queries.ts";
import { ReplyFile, type ReplyFileValue } from "./reply-file.tsx";
import { ReplyVariables } from "./reply-variables-bar.tsx";
import { unknownVariables } from "./reply-variables.ts";

type Values = { shortcut: string; body: string; place: string; file: ReplyFileValue };

const shortcutForm = /^[\p{L}\p{N}_-]{1,32}$/u;

/** Its place as one value: `personal`, `everybody`, or the id of a queue. */
const placeOf = (reply: QuickReply | null): string =>
  reply?.scope === "queue" ? (reply.queue?.id ?? "") : (reply?.scope ?? "personal");

function whereTo(place: string): { scope: QuickReplyScope; queueId: string | null } {
  if (place === "personal" || place === "everybody") return { scope: place, queueId: null };
  return { scope: "queue", queueId: place };
}

async function saveReply(reply: QuickReply | null, { shortcut, body, place, file }: Values): Promise<QuickReply> {
  const form = new FormData();
  if (file instanceof File) form.append("file", file, file.name);
  const mediaId =
    file instanceof File ? (await api.call(endpoints.uploadMedia, { body: form })).id : (file?.id ?? null);
  const request = { shortcut: shortcut.trim().replace(/^\//, ""), body: body.trim(), mediaId, ...whereTo(place) };
  if (reply === null) return api.call(endpoints.createQuickReply, { body: request });
  const isMoved = place !== placeOf(reply);
  const { scope, queueId, ...fields } = request;
  return api.call(endpoints.updateQuickReply, {
    params: { id: reply.id },
    body: isMoved ? { ...fields, scope, queueId } : fields,
  });
}

/** For whom this person may write quick replies. */
function usePlaces() {
  const t = useT("quickReplies.scope");
  const me = useCurrentUser();
  const { data: queues = [] } = useQuery(queuesQuery());
  const isAdmin = me.role === "ADMIN";
  const mine = me.role === "AGENT" ? [] : queues.filter(({ id }) => isAdmin || me.queueIds.includes(id));
  return [
    { value: "personal", label: t("personal") },
    ...(isAdmin ? [{ value: "everybody", label: t("everybody") }] : []),
    ...mine.map(({ id, name, color }) => ({ value: id, label: name, color })),
  ];
}

/** Makes a quick reply, or changes one. */
export function QuickReplyForm({ reply, onClose }: { reply: QuickReply | null; onClose: () => void }) {
  const t = useT("quickReplies");
  const rules = useRules();
  const queryClient = useQueryClient();
  const places = usePlaces();
  const fields = useQuery(customFieldsQuery());
  const body = useRef<HTMLTextAreaElement>(null);
  const save = useMutation({
    mutationFn: (values: Values) => saveReply(reply, values),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: quickReplyKeys.all });
      onClose();
    },
  });
  const form = useForm<Values>({
    initial: {
      shortcut: reply?.shortcut ?? "",
      body: reply?.body ?? "",
      place: placeOf(reply),
      file: reply?.media ?? null,
    },
    rules: {
      shortcut: (value) =>
        rules.required(value) ?? (shortcutForm.test(value.trim().replace(/^\//, "")) ? null : t("shortcutForm")),
      body: (value) => {
        // Which fields there are is not known: then nobody is told that one does not exist.
        const [unknown] = unknownVariables(value, fields.data ?? []).filter(
          (name) => fields.data !== undefined || !name.startsWith("field."),
        );
        return unknown === undefined ? null : t("unknownVariable", { name: `{{${unknown}}}` });
      },
    },
    error: save.error,
    onSubmit: (values) => save.mutate(values),
  });
  const insert = (name: string) => {
    const at = body.current?.selectionStart ?? form.values.body.length;
    const text = form.values.body;
    form.set("body", `${text.slice(0, at)}{{${name}}}${text.slice(at)}`);
    body.current?.focus();
  };
  return (
    <FormDialog
      title={t(reply === null ? "createTitle" : "editTitle")}
      {...(reply === null && { saveLabel: t("create") })}
      isBusy={save.isPending}
      error={save.error}
      {...{ form, onClose }}
    >
      <TextField {...form.field("shortcut")} label={t("shortcut")} hint={t("shortcutHint")} required maxLength={33} />
      <Select
        label={t("for")}
        choices={places}
        value={form.values.place}
        onChange={(next) => form.set("place", next)}
      />
      <div className="flex flex-col gap-1">
        <TextArea {...form.field("body")} ref={body} label={t("body")} hint={t("bodyHint")} rows={5} maxLength={4096} />
        <ReplyVariables body={form.values.body} fields={fields.data ?? []} onInsert={insert} />
      </div>
      <ReplyFile value={form.values.file} onChange={(file) => form.set("file", file)} />
    </FormDialog>
  );
}
