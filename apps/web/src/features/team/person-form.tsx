"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Role, User } from "@whatskovi/contract";
import { FormDialog, MultiCombobox, Select, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { PasswordField } from "../auth/index.ts";
import { queuesQuery } from "../queues/index.ts";
import { refreshPeople } from "../users/index.ts";

type Values = { name: string; email: string; password: string; role: Role; maxTickets: string; queueIds: string[] };

const roles: readonly Role[] = ["AGENT", "SUPERVISOR", "ADMIN"];

const initialValues = (person: User | null): Values => ({
  name: person?.name ?? "",
  email: person?.email ?? "",
  password: "",
  role: person?.role ?? "AGENT",
  maxTickets: person?.maxTickets?.toString() ?? "",
  queueIds: person?.queueIds ?? [],
});

function savePerson(person: User | null, { password, maxTickets, ...values }: Values): Promise<User> {
  const body = { ...values, maxTickets: maxTickets.trim() === "" ? null : Number(maxTickets) };
  if (person === null) return api.call(endpoints.createUser, { body: { ...body, password } });
  return api.call(endpoints.updateUser, { params: { id: person.id }, body });
}

function usePersonForm(person: User | null, onDone: () => void) {
  const t = useT("team.form");
  const rules = useRules();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (values: Values) => savePerson(person, values),
    onSuccess: async () => {
      await refreshPeople(queryClient);
      onDone();
    },
  });
  const form = useForm({
    initial: initialValues(person),
    rules: {
      name: rules.required,
      email: rules.email,
      password: (value) => (person === null ? rules.password(value) : null),
      maxTickets: (value) => (/^$|^[1-9]\d{0,2}$|^1000$/.test(value.trim()) ? null : t("maxTicketsRange")),
    },
    error: save.error,
    onSubmit: (values) => save.mutate(values),
  });
  return { form, save };
}

/** Adds a person, or changes one. */
export function PersonForm({ person, onClose }: { person: User | null; onClose: () => void }) {
  const t = useT();
  const queues = useQuery(queuesQuery());
  const { form, save } = usePersonForm(person, onClose);
  const { role, queueIds } = form.values;
  return (
    <FormDialog
      title={t(person === null ? "team.form.createTitle" : "team.form.editTitle")}
      {...(person === null && { saveLabel: t("team.form.create") })}
      isBusy={save.isPending}
      error={save.error}
      {...{ form, onClose }}
    >
      <TextField {...form.field("name")} label={t("team.form.name")} required maxLength={120} autoComplete="off" />
      <TextField {...form.field("email")} label={t("team.form.email")} type="email" required autoComplete="off" />
      {person === null && (
        <PasswordField
          {...form.field("password")}
          label={t("team.form.password")}
          hint={t("team.form.passwordHint")}
          autoComplete="new-password"
        />
      )}
      <Select
        label={t("team.form.role")}
        hint={t(`team.form.roleHints.${role}`)}
        value={role}
        choices={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        onChange={(next) => form.set("role", next)}
      />
      <MultiCombobox
        label={t("team.form.queues")}
        placeholder={t("team.form.queuesPlaceholder")}
        choices={(queues.data ?? []).map(({ id, name, color }) => ({ value: id, label: name, color }))}
        values={queueIds}
        onChange={(next) => form.set("queueIds", next)}
      />
      <TextField
        {...form.field("maxTickets")}
        label={t("team.form.maxTickets")}
        hint={t("team.form.maxTicketsHint")}
        inputMode="numeric"
      />
    </FormDialog>
  );
}
