"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FormDialog, TextArea, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { contactKeys } from "./contact-queries.ts";

type Values = { name: string; phoneNumber: string; email: string; notes: string };

/** Adds a contact by hand. */
export function NewContactForm({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const t = useT("contacts");
  const rules = useRules();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: ({ email, ...values }: Values) =>
      api.call(endpoints.createContact, { body: { ...values, email: email.trim() === "" ? null : email } }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: contactKeys.lists });
      onCreated(id);
    },
  });
  const form = useForm<Values>({
    initial: { name: "", phoneNumber: "", email: "", notes: "" },
    rules: {
      name: rules.required,
      phoneNumber: rules.phone,
      email: (value) => (value.trim() === "" ? null : rules.email(value)),
    },
    error: create.error,
    onSubmit: (values) => create.mutate(values),
  });
  return (
    <FormDialog
      title={t("createTitle")}
      saveLabel={t("create")}
      isBusy={create.isPending}
      error={create.error}
      {...{ form, onClose }}
    >
      <TextField {...form.field("name")} label={t("name")} required maxLength={120} />
      <TextField
        {...form.field("phoneNumber")}
        label={t("phone")}
        hint={t("phoneHint")}
        type="tel"
        required
        placeholder="+55 11 98765-4321"
      />
      <TextField {...form.field("email")} label={t("email")} type="email" />
      <TextArea {...form.field("notes")} label={t("notes")} hint={t("notesHint")} maxLength={4000} />
    </FormDialog>
  );
}
