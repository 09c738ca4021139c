import { RadioList, Select } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useChangePreferences } from "../../lib/preferences/index.ts";
import { undoChoices, usePreference } from "../../stores/preferences.ts";
import { PreferenceSection } from "./preference-section.tsx";

/** What Enter does, and how long what was sent can be taken back. */
export function WritingSection() {
  const t = useT();
  const change = useChangePreferences();
  const sendsOnEnter = usePreference("sendsOnEnter");
  const undoSeconds = usePreference("undoSeconds");
  return (
    <PreferenceSection title={t("preferences.writing")}>
      <RadioList
        label={t("composer.settings.enter")}
        value={sendsOnEnter ? "send" : "break"}
        onChange={(value) => change({ sendsOnEnter: value === "send" })}
        choices={[
          { value: "send", label: t("composer.settings.enterSends") },
          { value: "break", label: t("composer.settings.enterBreaks") },
        ]}
      />
      <Select
        label={t("composer.settings.undo")}
        value={String(undoSeconds)}
        onChange={(value) => change({ undoSeconds: Number(value) as (typeof undoChoices)[number] })}
        choices={undoChoices.map((seconds) => ({
          value: String(seconds),
          label:
            seconds === 0 ? t("composer.settings.undoNever") : t("composer.settings.undoSeconds", { count: seconds }),
        }))}
      />
    </PreferenceSection>
  );
}
