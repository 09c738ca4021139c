"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CustomField, CustomFieldKind } from "@whatskovi/contract";
import { Plus, X } from "lucide-react";
import { Button, FormDialog, IconButton, Select, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useForm, useRules } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { fieldKeys, fieldUseQuery } from "./field-queries.ts";

type Option = { key: string; id?: string; label: string };
type Values = { name: string; kind: CustomFieldKind; options: readonly Option[] };

const kinds: readonly CustomFieldKind[] = ["TEXT", "NUMBER", "DATE", "CHOICE", "YES_NO", "LINK"];

const bodyOf = ({ kind, options }: Values) =>
  kind === "CHOICE"
    ? options
        .filter(({ label }) => label.trim() !== "")
        .map(({ id, label }) => ({ label: label.trim(), ...(id !== undefined && { id }) }))
    : [];

function saveField(field: CustomField | null, values: Values): Promise<CustomField> {
  const { name, kind } = values;
  const options = bodyOf(values);
  if (field === null) return api.call(endpoints.createCustomField, { body: { name, kind, options } });
  return api.call(endpoints.updateCustomField, {
    params: { id: field.id },
    body: { name, ...(field.kind === "CHOICE" && { options }) },
  });
}

type OptionsProps = { options: readonly Option[]; onChange: (options: readonly Option[]) => void };

function Options({ options, onChange }: OptionsProps) {
  const t = useT("customFields");
  const change = (index: number, label: string) =>
    onChange(options.map((option, at) => (at === index ? { ...option, label } : option)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-small font-medium">{t("options")}</legend>
      {options.map((option, index) => (
        <div key={option.key} className="flex items-center gap-1">
          <TextField
            label={t("option", { number: String(index + 1) })}
            isLabelHidden
            value={option.label}
            onChange={(label) => change(index, label)}
            maxLength={120}
            className="min-w-0 flex-1"
          />
          <IconButton
            label={t("removeOption", { name: option.label })}
            icon={<X />}
            onClick={() => onChange(options.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => onChange([...options, { key: crypto.randomUUID(), label: "" }])}
        >
          {t("addOption")}
        </Button>
      </div>
    </fieldset>
  );
}

/** What goes when this is saved: the options left out are taken off their contacts. */
function Loss({ field, options }: { field: CustomField; options: readonly Option[] }) {
  const t = useT("customFields");
  const { data: use } = useQuery(fieldUseQuery(field.id));
  const kept = new Set(options.map(({ id }) => id));
  const lost = (use?.options ?? []).filter(({ id }) => !kept.has(id)).reduce((sum, { contacts }) => sum + contacts, 0);
  return lost === 0 ? null : <p className="text-small text-danger-ink">{t("optionsLost", { count: lost })}</p>;
}

/** Makes a field, or changes one. Its kind stays, for what contacts have in it would not fit another. */
export function FieldForm({ field, onClose }: { field: CustomField | null; onClose: () => void }) {
  const t = useT("customFields");
  const rules = useRules();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (values: Values) => saveField(field, values),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: fieldKeys.all });
      onClose();
    },
  });
  const form = useForm<Values>({
    initial: {
      name: field?.name ?? "",
      kind: field?.kind ?? "TEXT",
      options: field?.options.map((option) => ({ ...option, key: option.id })) ?? [{ key: "first", label: "" }],
    },
    rules: { name: rules.required },
    error: save.error,
    onSubmit: (values) => save.mutate(values),
  });
  const { kind, options } = form.values;
  return (
    <FormDialog
      title={t(field === null ? "createTitle" : "editTitle")}
      {...(field === null && { saveLabel: t("create") })}
      isBusy={save.isPending}
      error={save.error}
      {...{ form, onClose }}
    >
      <TextField {...form.field("name")} label={t("name")} required maxLength={120} />
      <Select
        label={t("kind")}
        value={kind}
        choices={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(value) => form.set("kind", value)}
        isDisabled={field !== null}
        {...(field !== null && { hint: t("kindStays") })}
      />
      {kind === "CHOICE" && <Options options={options} onChange={(next) => form.set("options", next)} />}
      {field?.kind === "CHOICE" && <Loss field={field} options={options} />}
    </FormDialog>
  );
}
