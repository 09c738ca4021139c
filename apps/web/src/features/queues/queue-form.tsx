"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Queue } from "@whatskovi/contract";
import {
  ColorField,
  FormDialog,
  MultiCombobox,
  offeredColors,
  TextArea,
  TextField,
} from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { usersQuery } from "../users/index.ts";
import { queueKeys } from "./queue-queries.ts";

type Values = {
  name: string;
  color: string;
  description: string;
  greetingMessage: string;
  priority: string;
  memberIds: string[];
};

const initialValues = (queue: Queue | null, count: number): Values => ({
  name: queue?.name ?? "",
  color: queue?.color ?? offeredColors[count % offeredColors.length] ?? offeredColors[0],
  description: queue?.description ?? "",
  greetingMessage: queue?.greetingMessage ?? "",
  priority: String(queue?.priority ?? 0),
  memberIds: [],
});

function saveQueue(queue: Queue | null, { priority, memberIds, ...values }: Values): Promise<Queue> {
  const body = { ...values, priority: Number(priority) };
  if (queue === null) return api.call(endpoints.createQueue, { body: { ...body, memberIds } });
  return api.call(endpoints.updateQueue, { params: { id: queue.id }, body });
}

export function useUserChoices() {
  const users = useQuery(usersQuery());
  return (users.data ?? []).filter((user) => user.isActive).map(({ id, name }) => ({ value: id, label: name }));
}

type Props = { queue: Queue | null; count: number; onClose: () => void };

/** Makes a queue, or changes one. */
export function QueueForm({ queue, count, onClose }: Props) {
  const t = useT("queues.form");
  const rules = useRules();
  const queryClient = useQueryClient();
  const people = useUserChoices();
  const save = useMutation({
    mutationFn: (values: Values) => saveQueue(queue, values),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: queueKeys.all });
      onClose();
    },
  });
  const form = useForm({
    initial: initialValues(queue, count),
    rules: {
      name: rules.required,
      priority: (value) => (/^\d{1,3}$|^1000$/.test(value.trim()) ? null : t("priorityRange")),
    },
    error: save.error,
    onSubmit: (values) => save.mutate(values),
  });
  return (
    <FormDialog
      title={t(queue === null ? "createTitle" : "editTitle")}
      {...(queue === null && { saveLabel: t("create") })}
      isBusy={save.isPending}
      error={save.error}
      {...{ form, onClose }}
    >
      <TextField {...form.field("name")} label={t("name")} required maxLength={120} />
      <ColorField label={t("color")} value={form.values.color} onChange={(color) => form.set("color", color)} />
      <TextField {...form.field("description")} label={t("description")} maxLength={500} />
      <TextArea {...form.field("greetingMessage")} label={t("greeting")} hint={t("greetingHint")} maxLength={4096} />
      <TextField {...form.field("priority")} label={t("priority")} hint={t("priorityHint")} inputMode="numeric" />
      {queue === null && (
        <MultiCombobox
          label={t("members")}
          placeholder={t("membersPlaceholder")}
          choices={people}
          values={form.values.memberIds}
          onChange={(memberIds) => form.set("memberIds", memberIds)}
        />
      )}
    </FormDialog>
  );
}
