"use client";

import { useQuery } from "@tanstack/react-query";
import type { Contact, CustomField } from "@whatskovi/contract";
import { MultiCombobox, Select } from "../../components/ui/index.ts";
import { useRules } from "../../lib/form/index.ts";
import { useErrorText, useLocale, useT } from "../../lib/i18n/index.ts";
import type { Locale } from "../../stores/preferences.ts";
import { showToast } from "../../stores/toasts.ts";
import { customFieldsQuery, readableValue, valueIn } from "../custom-fields/index.ts";
import { tagsQuery } from "../tags/index.ts";
import { InPlaceField } from "./in-place-field.tsx";
import { useSaveContact } from "./use-save-contact.ts";

const none = "none";

/** What one of several is chosen for at once, with the same layout as what is typed. */
function ChosenField({ label, value, choices, onChange }: ChosenProps) {
  return (
    <div className="flex items-center gap-2">
      <span className="w-24 shrink-0 text-small break-words text-ink-faint">{label}</span>
      <Select
        label={label}
        isLabelHidden
        value={value}
        choices={choices}
        onChange={onChange}
        className="min-w-0 flex-1"
      />
    </div>
  );
}
type ChosenProps = {
  label: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
};

function OwnField({ contact, field }: { contact: Contact; field: CustomField }) {
  const t = useT("contacts");
  const words = useT("customFields");
  const errorText = useErrorText();
  const locale = useLocale() as Locale;
  const saveContact = useSaveContact(contact);
  const value = valueIn(contact, field.id);
  const save = (next: string, expected: string) =>
    saveContact({
      customFields: [{ fieldId: field.id, value: next === "" ? null : next }],
      expected: { customFields: [{ fieldId: field.id, value: expected === "" ? null : expected }] },
    });
  if (field.kind === "CHOICE" || field.kind === "YES_NO") {
    const options =
      field.kind === "CHOICE"
        ? field.options.map(({ id, label }) => ({ value: id, label }))
        : [
            { value: "yes", label: words("yes") },
            { value: "no", label: words("no") },
          ];
    const choose = (next: string) =>
      void save(next === none ? "" : next, value).catch((error: unknown) =>
        showToast(errorText(error), { tone: "danger" }),
      );
    return (
      <ChosenField
        label={field.name}
        value={value === "" ? none : value}
        choices={[{ value: none, label: t("inPlace.none") }, ...options]}
        onChange={choose}
      />
    );
  }
  const shown = (kept: string) =>
    field.kind === "NUMBER" ? readableValue(field, kept, { locale, yes: "", no: "" }) : kept;
  return (
    <InPlaceField
      label={field.name}
      value={shown(value)}
      save={(next) => save(next, value)}
      type={field.kind === "DATE" ? "date" : field.kind === "LINK" ? "url" : "text"}
      {...(field.kind === "NUMBER" && { inputMode: "decimal" as const })}
      maxLength={2000}
      refusal={words(`refusals.${field.kind}`)}
    />
  );
}

function Tags({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  const errorText = useErrorText();
  const save = useSaveContact(contact);
  const { data: tags = [] } = useQuery(tagsQuery());
  const known = [...tags, ...contact.tags.filter((tag) => !tags.some((other) => other.id === tag.id))];
  const change = (ids: readonly string[]) => {
    const before = contact.tags.map((tag) => tag.id);
    void save(
      {
        addTagIds: ids.filter((id) => !before.includes(id)),
        removeTagIds: before.filter((id) => !ids.includes(id)),
      },
      { tags: known.filter((tag) => ids.includes(tag.id)) },
    ).catch((error: unknown) => showToast(errorText(error), { tone: "danger" }));
  };
  return (
    <MultiCombobox
      label={t("tags")}
      placeholder={t("tagsPlaceholder")}
      choices={known.map(({ id, name, color }) => ({ value: id, label: name, color }))}
      values={contact.tags.map((tag) => tag.id)}
      onChange={change}
    />
  );
}

/** Everything that one knows of a contact, each thing changed where it stands. Mount it anew for another contact. */
export function ContactFields({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  const rules = useRules();
  const save = useSaveContact(contact);
  const { data: fields = [] } = useQuery(customFieldsQuery());
  return (
    <div className="flex flex-col gap-1">
      <InPlaceField
        label={t("name")}
        value={contact.name}
        save={(name, expected) => save({ name, expected: { name: expected } }, { name })}
        check={rules.required}
        maxLength={120}
      />
      <InPlaceField
        label={t("email")}
        type="email"
        value={contact.email ?? ""}
        save={(text, expected) => {
          const email = text === "" ? null : text.toLowerCase();
          return save({ email, expected: { email: expected === "" ? null : expected } }, { email });
        }}
        check={(text) => (text.trim() === "" ? null : rules.email(text))}
      />
      {fields.map((field) => (
        <OwnField key={field.id} contact={contact} field={field} />
      ))}
      <InPlaceField
        label={t("notes")}
        value={contact.notes}
        save={(notes, expected) => save({ notes, expected: { notes: expected } }, { notes })}
        maxLength={4000}
        isLong
      />
      <div className="mt-2">
        <Tags contact={contact} />
      </div>
    </div>
  );
}
