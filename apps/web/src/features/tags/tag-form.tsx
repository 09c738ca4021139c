"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Tag } from "@whatskovi/contract";
import { ColorField, FormDialog, offeredColors, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { tagKeys } from "./tag-queries.ts";

type Values = { name: string; color: string };

const saveTag = (tag: Tag | null, body: Values): Promise<Tag> =>
  tag === null
    ? api.call(endpoints.createTag, { body })
    : api.call(endpoints.updateTag, { params: { id: tag.id }, body });

/** Makes a tag, or changes one. */
export function TagForm({ tag, count, onClose }: { tag: Tag | null; count: number; onClose: () => void }) {
  const t = useT("tags");
  const rules = useRules();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (values: Values) => saveTag(tag, values),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: tagKeys.all });
      onClose();
    },
  });
  const color = tag?.color ?? offeredColors[count % offeredColors.length] ?? offeredColors[0];
  const form = useForm<Values>({
    initial: { name: tag?.name ?? "", color },
    rules: { name: rules.required },
    error: save.error,
    onSubmit: (values) => save.mutate(values),
  });
  return (
    <FormDialog
      title={t(tag === null ? "createTitle" : "editTitle")}
      {...(tag === null && { saveLabel: t("create") })}
      isBusy={save.isPending}
      error={save.error}
      {...{ form, onClose }}
    >
      <TextField {...form.field("name")} label={t("name")} required maxLength={120} />
      <ColorField label={t("color")} value={form.values.color} onChange={(next) => form.set("color", next)} />
    </FormDialog>
  );
}
