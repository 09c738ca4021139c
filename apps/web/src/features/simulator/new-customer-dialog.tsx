"use client";

import { useState } from "react";
import { FormDialog, TextField } from "../../components/ui/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { type Customer, suggestedPhone, toE164 } from "./customer.ts";

/** Somebody new who will write. They exist for the company with their first message. */
export function NewCustomerDialog({
  onClose,
  onCreated,
}: {
  onClose: () => void;
  onCreated: (customer: Customer) => void;
}) {
  const t = useT("simulator.customer");
  const rules = useRules();
  const [initial] = useState(() => ({ name: "", phone: suggestedPhone() }));
  const form = useForm({
    initial,
    rules: { name: rules.required, phone: rules.phone },
    onSubmit: ({ name, phone }) => onCreated({ name: name.trim(), phone: toE164(phone) }),
  });
  return (
    <FormDialog
      title={t("title")}
      description={t("text")}
      saveLabel={t("create")}
      isBusy={false}
      error={null}
      {...{ form, onClose }}
    >
      <TextField {...form.field("name")} label={t("name")} required maxLength={120} />
      <TextField {...form.field("phone")} label={t("phone")} type="tel" required />
    </FormDialog>
  );
}
