"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ContactImport, ImportPreview, ImportSettings, ImportTarget } from "@whatskovi/contract";
import { useState } from "react";
import { Button, FormError, Select, Switch } from "../../../components/ui/index.ts";
import { api, endpoints } from "../../../lib/api/index.ts";
import { useLocale, useT } from "../../../lib/i18n/index.ts";
import { customFieldsQuery } from "../../custom-fields/index.ts";
import { nameOf } from "../export-dialog.tsx";
import { applyImport, importKeys, previewQuery } from "./import-queries.ts";
import { PreviewTable } from "./preview-table.tsx";

const encodings = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;
const delimiters = [",", ";", "\t", "|"] as const;
const plainTargets = ["ignore", "name", "phone", "email", "notes", "tags"] as const;
/** Where our customers are; any other country stands in the phone itself. */
const countries = ["BR", "PT", "AR", "BO", "CL", "CO", "EC", "ES", "MX", "PE", "PY", "UY", "VE", "US"] as const;

type PartProps = { settings: ImportSettings; onChange: (change: Partial<ImportSettings>) => void };

function Reading({ settings, onChange }: PartProps) {
  const t = useT("contacts.import");
  const words = useT("contacts.export");
  const locale = useLocale();
  const regions = new Intl.DisplayNames([locale], { type: "region" });
  return (
    <div className="grid gap-4 tablet:grid-cols-3">
      <Select
        label={t("encoding")}
        value={settings.encoding}
        choices={encodings.map((value) => ({ value, label: t(`encodings.${value}`) }))}
        onChange={(encoding) => onChange({ encoding })}
      />
      <Select
        label={words("delimiter")}
        value={settings.delimiter}
        choices={delimiters.map((value) => ({ value, label: words(`delimiters.${nameOf(value)}`) }))}
        onChange={(delimiter) => onChange({ delimiter })}
      />
      <Select
        label={t("country")}
        value={settings.country}
        choices={countries.map((value) => ({ value: value as string, label: regions.of(value) ?? value }))}
        onChange={(country) => onChange({ country })}
      />
      <Select
        label={t("onDuplicate")}
        value={settings.onDuplicate}
        choices={(["update", "skip"] as const).map((value) => ({ value, label: t(`duplicates.${value}`) }))}
        onChange={(onDuplicate) => onChange({ onDuplicate })}
      />
      <Switch label={t("hasHeader")} isOn={settings.hasHeader} onChange={(hasHeader) => onChange({ hasHeader })} />
      <Switch label={t("makesTags")} isOn={settings.makesTags} onChange={(makesTags) => onChange({ makesTags })} />
    </div>
  );
}

function Mapping({ preview, settings, onChange }: PartProps & { preview: ImportPreview }) {
  const t = useT("contacts.import");
  const { data: fields = [] } = useQuery(customFieldsQuery());
  const choices = [
    ...plainTargets.map((value) => ({ value: value as ImportTarget, label: t(`targets.${value}`) })),
    ...fields.map(({ id, name }) => ({ value: `field:${id}` as ImportTarget, label: name })),
  ];
  const set = (column: number, target: ImportTarget) =>
    onChange({
      mapping: preview.columns.map((_, index) => (index === column ? target : (settings.mapping[index] ?? "ignore"))),
    });
  return (
    <ul className="flex flex-col">
      {preview.columns.map(({ header, samples }, column) => {
        const title = header === null || header === "" ? t("column", { number: String(column + 1) }) : header;
        return (
          <li key={column} className="grid grid-cols-2 items-center gap-4 border-b border-line py-2 last:border-b-0">
            <span className="min-w-0">
              <span className="block truncate font-medium">{title}</span>
              <span className="block truncate text-small text-ink-faint">{samples.filter(Boolean).join(" · ")}</span>
            </span>
            <Select
              label={t("targetOf", { column: title })}
              isLabelHidden
              value={settings.mapping[column] ?? "ignore"}
              choices={choices}
              onChange={(target) => set(column, target)}
            />
          </li>
        );
      })}
    </ul>
  );
}

type Props = { draft: ContactImport; onOther: () => void };

/** How the file is read, where its columns go, and the first rows as they would be stored. */
export function ImportSettingsForm({ draft, onOther }: Props) {
  const t = useT("contacts.import");
  const queryClient = useQueryClient();
  const [settings, setSettings] = useState(draft.settings);
  const preview = useQuery(previewQuery(draft.id, settings));
  const start = useMutation({
    mutationFn: () => api.call(endpoints.startContactImport, { params: { id: draft.id }, body: settings }),
    onSuccess: (begun) => {
      queryClient.setQueryData(importKeys.detail(begun.id), begun);
      applyImport(queryClient, begun);
    },
  });
  /** Another way of reading makes other columns: they are guessed anew. */
  const change = (next: Partial<ImportSettings>) => {
    const isReadAnew = next.delimiter !== undefined || next.encoding !== undefined || next.hasHeader !== undefined;
    const changed = { ...settings, ...next };
    setSettings(changed);
    if (!isReadAnew) return;
    void queryClient
      .fetchQuery(previewQuery(draft.id, changed))
      .then(({ columns }) => setSettings({ ...changed, mapping: columns.map(({ guess }) => guess) }))
      .catch(() => undefined);
  };
  const hasPhone = settings.mapping.includes("phone");
  return (
    <div className="flex flex-col gap-8">
      <p className="text-ink-soft">{t("file", { name: draft.fileName, count: draft.totalRows })}</p>
      <section aria-labelledby="import-reading">
        <h2 id="import-reading" className="mb-3 text-title">
          {t("readingTitle")}
        </h2>
        <Reading settings={settings} onChange={change} />
      </section>
      {preview.isError && <FormError error={preview.error} />}
      {preview.data !== undefined && !preview.isError && (
        <>
          <section aria-labelledby="import-columns">
            <h2 id="import-columns" className="mb-1 text-title">
              {t("columnsTitle")}
            </h2>
            <Mapping preview={preview.data} settings={settings} onChange={change} />
            {!hasPhone && (
              <p role="alert" className="mt-2 text-small text-danger-ink">
                {t("needsPhone")}
              </p>
            )}
          </section>
          <div>
            <h2 className="mb-3 text-title">{t("previewTitle")}</h2>
            <PreviewTable rows={preview.data.rows} />
          </div>
        </>
      )}
      <FormError error={start.error} />
      <div className="flex flex-wrap gap-2 pb-6">
        <Button
          tone="primary"
          isBusy={start.isPending}
          disabled={!hasPhone || preview.isError}
          onClick={() => start.mutate()}
        >
          {t("start")}
        </Button>
        <Button onClick={onOther}>{t("otherFile")}</Button>
      </div>
    </div>
  );
}
