import { RadioList, Select } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useChangePreferences } from "../../lib/preferences/index.ts";
import { usePreference } from "../../stores/preferences.ts";
import { PreferenceSection } from "./preference-section.tsx";

const seconds = ["0", "3", "5", "10"] as const;

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
        value={String(undoSeconds) as (typeof seconds)[number]}
        onChange={(value) => change({ undoSeconds: Number(value) as 0 | 3 | 5 | 10 })}
        choices={seconds.map((value) => ({
          value,
          label:
            value === "0"
              ? t("composer.settings.undoNever")
              : t("composer.settings.undoSeconds", { count: Number(value) }),
        }))}
      />
    </PreferenceSection>
  );
}
