"use client";

import { clsx } from "clsx";
import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button, FormError, ProgressLine } from "../../../components/ui/index.ts";
import { isApiError } from "../../../lib/api/index.ts";
import { useT } from "../../../lib/i18n/index.ts";

type Props = { isBusy: boolean; error: unknown; onFile: (file: File) => void };

/** Where a file is dropped or chosen, with what is taken. */
export function DropFile({ isBusy, error, onFile }: Props) {
  const t = useT("contacts.import");
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onFile(file);
  };
  const refusal = isApiError(error, "unsupported_media_type")
    ? t("notText")
    : isApiError(error, "payload_too_large")
      ? t("tooLarge")
      : null;
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={clsx(
        "flex flex-col items-center gap-3 rounded-card border border-dashed px-4 py-8 text-center",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong",
      )}
    >
      <FileUp aria-hidden className="size-6 text-accent-ink" />
      <p className="text-title">{t("drop")}</p>
      <p className="max-w-96 text-small text-pretty text-ink-soft">{t("limits")}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        aria-label={t("choose")}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          event.target.value = "";
        }}
      />
      <Button tone="primary" isBusy={isBusy} onClick={() => input.current?.click()}>
        {t("choose")}
      </Button>
      {isBusy && <ProgressLine label={t("reading")} className="w-60" />}
      {refusal === null ? (
        <FormError error={error} />
      ) : (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-small text-danger-ink">
          {refusal}
        </p>
      )}
    </div>
  );
}
