"use client";

import { useMutation } from "@tanstack/react-query";
import type { CsvDelimiter } from "@whatskovi/contract";
import { useState } from "react";
import { Button, Dialog, FormError, Select, Switch } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { dayOf } from "../../lib/format/index.ts";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import type { Locale } from "../../stores/preferences.ts";
import { keepAsFile } from "./keep-as-file.ts";
import type { targetOf } from "./selection.ts";

type Props = { target: ReturnType<typeof targetOf>; count: number; onClose: () => void };

/** Takes contacts out as a table: as the spreadsheets of the reader's country like it, unless told. */
export function ExportDialog({ target, count, onClose }: Props) {
  const t = useT("contacts.export");
  const common = useT("common");
  const language = useLocale() as Locale;
  const [delimiter, setDelimiter] = useState<CsvDelimiter>(language === "en" ? "," : ";");
  const [withBom, setBom] = useState(true);
  const save = useMutation({
    mutationFn: () => api.blob(endpoints.exportContacts, { body: { ...target, delimiter, withBom, language } }),
    onSuccess: (blob) => {
      keepAsFile(blob, `${t("fileName")}-${dayOf(Date.now())}.csv`);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title", { count })}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" isBusy={save.isPending} onClick={() => save.mutate()}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Select
          label={t("delimiter")}
          value={delimiter}
          choices={([",", ";", "\t", "|"] as const).map((value) => ({
            value,
            label: t(`delimiters.${nameOf(value)}`),
          }))}
          onChange={setDelimiter}
        />
        <Switch label={t("bom")} hint={t("bomHint")} isOn={withBom} onChange={setBom} />
        <FormError error={save.error} />
      </div>
    </Dialog>
  );
}

const names = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
/** A delimiter as messages name it. */
export const nameOf = (delimiter: CsvDelimiter) => names[delimiter];
