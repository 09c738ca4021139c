"use client";

import { Select, TextField } from "../../components/ui/index.ts";
import type { useForm } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import type { ConnectionValues } from "./connection-values.ts";

const pairings = ["none", "qr", "qr+code"] as const;

export function SimulatorFields({ form }: { form: ReturnType<typeof useForm<ConnectionValues>> }) {
  const t = useT("connections.simulator");
  return (
    <>
      <TextField {...form.field("phoneNumber")} label={t("phoneNumber")} type="tel" inputMode="tel" />
      <Select
        label={t("pairing")}
        value={form.values.pairing}
        choices={pairings.map((value) => ({ value, label: t(`pairings.${value}`) }))}
        onChange={(value) => form.set("pairing", value)}
      />
    </>
  );
}
