import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { Switch, TextField } from "../../components/ui/index.ts";
import type { useForm } from "../../lib/form/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import type { ConnectionValues } from "./connection-values.ts";

/** How a number behaves towards customers: receipts, groups, and the pace that keeps it from being taken for a robot. */
export function SendingFields({ form }: { form: ReturnType<typeof useForm<ConnectionValues>> }) {
  const t = useT("connections.sending");
  const { driver, sendsReadReceipts, groupsEnabled, warmUp } = form.values;
  const can = driverCapabilities[driver];
  return (
    <fieldset className="flex flex-col gap-3 border-t border-line pt-4">
      <legend className="sr-only">{t("title")}</legend>
      {can.readReceipts && (
        <Switch
          label={t("readReceipts")}
          hint={t("readReceiptsHint")}
          isOn={sendsReadReceipts}
          onChange={(isOn) => form.set("sendsReadReceipts", isOn)}
        />
      )}
      {can.groups && (
        <Switch
          label={t("groups")}
          hint={t("groupsHint")}
          isOn={groupsEnabled}
          onChange={(isOn) => form.set("groupsEnabled", isOn)}
        />
      )}
      <h3 className="pt-2 font-medium">{t("pacing")}</h3>
      <p className="-mt-2 text-meta text-ink-faint">{t("pacingHint")}</p>
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField {...form.field("gapFrom")} label={t("gapFrom")} inputMode="decimal" />
        <TextField {...form.field("gapTo")} label={t("gapTo")} inputMode="decimal" />
      </div>
      <TextField {...form.field("newPerDay")} label={t("newPerDay")} hint={t("newPerDayHint")} inputMode="numeric" />
      <Switch label={t("warmUp")} hint={t("warmUpHint")} isOn={warmUp} onChange={(isOn) => form.set("warmUp", isOn)} />
    </fieldset>
  );
}
