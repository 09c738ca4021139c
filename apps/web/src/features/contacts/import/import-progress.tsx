"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ContactImport } from "@whatskovi/contract";
import { Download } from "lucide-react";
import { Button, FormError, ProgressLine } from "../../../components/ui/index.ts";
import { api, endpoints } from "../../../lib/api/index.ts";
import { useLocale, useT } from "../../../lib/i18n/index.ts";
import type { Locale } from "../../../stores/preferences.ts";
import { keepAsFile } from "../keep-as-file.ts";
import { applyImport } from "./import-queries.ts";

const counts = ["created", "updated", "skipped", "rejected"] as const;

function Rejected({ value }: { value: ContactImport }) {
  const t = useT("contacts.import");
  const language = useLocale() as Locale;
  const fetchRows = useMutation({
    mutationFn: () => api.blob(endpoints.getContactImportRejections, { params: { id: value.id }, query: { language } }),
    onSuccess: (blob) => keepAsFile(blob, `${t("rejectedFile")}-${value.fileName.replace(/\.\w+$/, "")}.csv`),
  });
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-small text-pretty text-ink-soft">{t("rejectedText")}</p>
      <Button
        icon={<Download aria-hidden className="size-4" />}
        isBusy={fetchRows.isPending}
        onClick={() => fetchRows.mutate()}
      >
        {t("downloadRejected")}
      </Button>
      <FormError error={fetchRows.error} />
    </div>
  );
}

/** How far an import has come, live, and what became of it. */
export function ImportProgress({ value, onOther }: { value: ContactImport; onOther: () => void }) {
  const t = useT("contacts.import");
  const queryClient = useQueryClient();
  const { status, fileName, doneRows, totalRows, failure } = value;
  const isUnderWay = status === "QUEUED" || status === "RUNNING";
  const cancel = useMutation({
    mutationFn: () => api.call(endpoints.cancelContactImport, { params: { id: value.id } }),
    onSuccess: (ended) => applyImport(queryClient, ended),
  });
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h2 className="text-headline break-words">{fileName}</h2>
        <p role="status" className="text-ink-soft tabular-nums">
          {t(`statuses.${status}`)} · {t("progress", { done: doneRows, total: totalRows })}
        </p>
      </div>
      {isUnderWay && (
        <>
          <ProgressLine value={totalRows === 0 ? 0 : doneRows / totalRows} label={t("working")} />
          <p className="text-small text-ink-soft">{t("goesOn")}</p>
        </>
      )}
      {failure !== null && (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-small text-danger-ink">
          {t(`failures.${failure}`)}
        </p>
      )}
      <dl className="grid grid-cols-2 gap-4 tablet:grid-cols-4">
        {counts.map((name) => (
          <div key={name}>
            <dt className="text-small text-ink-faint">{t(`counts.${name}`)}</dt>
            <dd className="text-headline tabular-nums">{value[name]}</dd>
          </div>
        ))}
      </dl>
      {value.rejected > 0 && !isUnderWay && <Rejected value={value} />}
      <FormError error={cancel.error} />
      <div className="flex flex-wrap gap-2">
        {isUnderWay ? (
          <Button isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
            {t("cancel")}
          </Button>
        ) : (
          <Button onClick={onOther}>{t("another")}</Button>
        )}
      </div>
    </div>
  );
}
