"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Contact } from "@whatskovi/contract";
import { Button, FormError, MultiCombobox, TextArea, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { tagsQuery } from "../tags/index.ts";
import { applyContact } from "./contact-queries.ts";

type Values = { name: string; email: string; notes: string; tagIds: string[] };

const valuesOf = (contact: Contact): Values => ({
  name: contact.name,
  email: contact.email ?? "",
  notes: contact.notes,
  tagIds: contact.tags.map((tag) => tag.id),
});

const isSame = (one: Values, other: Values) => JSON.stringify(one) === JSON.stringify(other);

function useSaveContact(contact: Contact) {
  const t = useT("contacts");
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ email, ...values }: Values) =>
      api.call(endpoints.updateContact, {
        params: { id: contact.id },
        body: { ...values, email: email.trim() === "" ? null : email },
      }),
    onSuccess: (saved) => {
      applyContact(queryClient, saved);
      showToast(t("saved"));
    },
  });
}

/** What one knows of a contact, to be changed in place. Mount it anew for another contact. */
export function ContactForm({ contact }: { contact: Contact }) {
  const t = useT();
  const rules = useRules();
  const tags = useQuery(tagsQuery());
  const save = useSaveContact(contact);
  const form = useForm<Values>({
    initial: valuesOf(contact),
    rules: { name: rules.required, email: (value) => (value.trim() === "" ? null : rules.email(value)) },
    error: save.error,
    onSubmit: (values) => save.mutate(values),
  });
  const isChanged = !isSame(form.values, valuesOf(contact));
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <TextField {...form.field("name")} label={t("contacts.name")} required maxLength={120} />
      <TextField {...form.field("email")} label={t("contacts.email")} type="email" />
      <MultiCombobox
        label={t("contacts.tags")}
        placeholder={t("contacts.tagsPlaceholder")}
        choices={(tags.data ?? []).map(({ id, name, color }) => ({ value: id, label: name, color }))}
        values={form.values.tagIds}
        onChange={(tagIds) => form.set("tagIds", tagIds)}
      />
      <TextArea {...form.field("notes")} label={t("contacts.notes")} hint={t("contacts.notesHint")} maxLength={4000} />
      <FormError error={save.error} />
      <div>
        <Button type="submit" tone="primary" isBusy={save.isPending} disabled={!isChanged}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
