"use client";

import { useQuery } from "@tanstack/react-query";
import type { CustomField } from "@whatskovi/contract";
import { useState } from "react";
import { Button, Dialog, Select, TextField } from "../../components/ui/index.ts";
import { dayOf } from "../../lib/format/index.ts";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import { customFieldsQuery } from "../custom-fields/index.ts";
import { tagsQuery } from "../tags/index.ts";
import type { ContactFilter } from "./contact-queries.ts";

const any = "any";
type Word = "yes" | "no" | typeof any;

const wordOf = (value: boolean | undefined): Word => (value === undefined ? any : value ? "yes" : "no");
const valueOf = (word: Word): boolean | undefined => (word === any ? undefined : word === "yes");

/** Without what says nothing. */
const compact = (filter: ContactFilter): ContactFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as ContactFilter;

const startOf = (day: string) => new Date(`${day}T00:00:00`).toISOString();
/** The day after, for intervals end before it. */
function endOf(day: string): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date.toISOString();
}
const lastDayOf = (end: string) => dayOf(Date.parse(end) - 1);

type PartProps = { filter: ContactFilter; onChange: (change: Partial<Record<keyof ContactFilter, unknown>>) => void };

function Dates({ filter, onChange, label, from, to }: PartProps & DatesProps) {
  const t = useT("contacts.filters");
  const [start, end] = [filter[from], filter[to]];
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small font-medium">{label}</legend>
      <div className="grid grid-cols-2 gap-2">
        <TextField
          label={`${label}: ${t("from")}`}
          isLabelHidden
          type="date"
          value={start === undefined ? "" : dayOf(start)}
          onChange={(day) => onChange({ [from]: day === "" ? undefined : startOf(day) })}
        />
        <TextField
          label={`${label}: ${t("to")}`}
          isLabelHidden
          type="date"
          value={end === undefined ? "" : lastDayOf(end)}
          onChange={(day) => onChange({ [to]: day === "" ? undefined : endOf(day) })}
        />
      </div>
    </fieldset>
  );
}
type DatesProps = {
  label: string;
  from: "createdFrom" | "lastContactFrom";
  to: "createdTo" | "lastContactTo";
};

const numberForm = /^-?\d{1,30}(\.\d{1,30})?$/;
/** As it is kept, from how one types it; undefined where it is no number. */
const numberOf = (text: string): string | undefined => {
  const plain = text.trim().replace(",", ".");
  return numberForm.test(plain) ? plain : undefined;
};

/** One end of a range: what is typed stays, what is no number is said and narrows nothing. */
function FieldBound({
  field,
  filter,
  onChange,
  end,
}: PartProps & { field: CustomField; end: "fieldFrom" | "fieldTo" }) {
  const t = useT("contacts.filters");
  const isNumber = field.kind === "NUMBER";
  const locale = useLocale();
  const kept = filter[end] ?? "";
  const [text, setText] = useState(isNumber && locale !== "en" ? kept.replace(".", ",") : kept);
  const isWrong = isNumber && text.trim() !== "" && numberOf(text) === undefined;
  return (
    <TextField
      label={`${field.name}: ${t(end === "fieldFrom" ? "from" : "to")}`}
      isLabelHidden
      placeholder={isNumber ? t(end === "fieldFrom" ? "from" : "to") : undefined}
      type={isNumber ? "text" : "date"}
      inputMode={isNumber ? "decimal" : undefined}
      value={text}
      {...(isWrong && { error: t("noNumber") })}
      onChange={(next) => {
        setText(next);
        onChange({ [end]: isNumber ? numberOf(next) : next === "" ? undefined : next });
      }}
    />
  );
}

/** From one value to another, both included; the same twice is that value alone. */
function FieldRange(props: PartProps & { field: CustomField }) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small font-medium">{props.field.name}</legend>
      <div className="grid grid-cols-2 gap-2">
        <FieldBound {...props} end="fieldFrom" />
        <FieldBound {...props} end="fieldTo" />
      </div>
    </fieldset>
  );
}

function FieldValue({ field, filter, onChange }: PartProps & { field: CustomField }) {
  const t = useT("contacts.filters");
  const words = useT("customFields");
  const value = filter.fieldValue;
  const options =
    field.kind === "CHOICE"
      ? field.options.map(({ id, label }) => ({ value: id, label }))
      : field.kind === "YES_NO"
        ? (["yes", "no"] as const).map((word) => ({ value: word as string, label: words(word) }))
        : null;
  if (options !== null)
    return (
      <Select
        label={t("fieldValue")}
        value={value ?? any}
        choices={[{ value: any, label: t("anyValue") }, ...options]}
        onChange={(chosen) => onChange({ fieldValue: chosen === any ? undefined : chosen })}
      />
    );
  if (field.kind === "NUMBER" || field.kind === "DATE") return <FieldRange {...{ field, filter, onChange }} />;
  return (
    <TextField
      label={t("fieldValue")}
      placeholder={t("anyValue")}
      value={value ?? ""}
      onChange={(text) => onChange({ fieldValue: text === "" ? undefined : text })}
    />
  );
}

type Props = {
  filter: ContactFilter;
  onApply: (filter: ContactFilter) => void;
  onClose: () => void;
};

/** What narrows the list of contacts; all conditions must hold. */
export function FilterDialog({ filter: applied, onApply, onClose }: Props) {
  const t = useT("contacts");
  const common = useT("common");
  const { data: tags = [] } = useQuery(tagsQuery());
  const { data: fields = [] } = useQuery(customFieldsQuery());
  const [filter, setFilter] = useState(applied);
  const change: PartProps["onChange"] = (next) => setFilter(compact({ ...filter, ...next } as ContactFilter));
  const field = fields.find(({ id }) => id === filter.fieldId);
  const words = (yes: string, no: string) => [
    { value: any as Word, label: t("filters.any") },
    { value: "yes" as Word, label: yes },
    { value: "no" as Word, label: no },
  ];
  const finish = (next: ContactFilter) => {
    onApply(next);
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("filters.title")}
      footer={
        <>
          <Button onClick={() => finish({ q: applied.q })}>{t("filters.clear")}</Button>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" onClick={() => finish(filter)}>
            {t("filters.apply")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Select
          label={t("filters.tag")}
          value={filter.tagId ?? any}
          choices={[
            { value: any, label: t("allTags") },
            ...tags.map(({ id, name, color }) => ({ value: id, label: name, color })),
          ]}
          onChange={(tagId) => change({ tagId: tagId === any ? undefined : tagId })}
        />
        <Select
          label={t("filters.blocked")}
          value={wordOf(filter.isBlocked)}
          choices={words(t("onlyBlocked"), t("filters.notBlocked"))}
          onChange={(word) => change({ isBlocked: valueOf(word) })}
        />
        <Select
          label={t("filters.name")}
          value={wordOf(filter.hasName)}
          choices={words(t("filters.withName"), t("filters.withoutName"))}
          onChange={(word) => change({ hasName: valueOf(word) })}
        />
        {fields.length > 0 && (
          <Select
            label={t("filters.field")}
            value={filter.fieldId ?? any}
            choices={[
              { value: any, label: t("filters.any") },
              ...fields.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) =>
              change({
                fieldId: id === any ? undefined : id,
                fieldValue: undefined,
                fieldFrom: undefined,
                fieldTo: undefined,
              })
            }
          />
        )}
        {field !== undefined && <FieldValue key={field.id} field={field} filter={filter} onChange={change} />}
        <Dates {...{ filter, onChange: change }} label={t("filters.created")} from="createdFrom" to="createdTo" />
        <Dates
          {...{ filter, onChange: change }}
          label={t("filters.lastContact")}
          from="lastContactFrom"
          to="lastContactTo"
        />
      </div>
    </Dialog>
  );
}
