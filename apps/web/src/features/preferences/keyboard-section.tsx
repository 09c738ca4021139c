import { Button, Switch } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useChangePreferences } from "../../lib/preferences/index.ts";
import { shortcuts } from "../../lib/shortcuts/index.ts";
import { usePreference } from "../../stores/preferences.ts";
import { PreferenceSection } from "./preference-section.tsx";

/** Whether keys work alone, and the way back from what was switched off in the sheet of shortcuts. */
export function KeyboardSection() {
  const t = useT();
  const change = useChangePreferences();
  const hasSingleKeys = usePreference("hasSingleKeyShortcuts");
  const disabled = usePreference("disabledShortcuts");
  const count = shortcuts.filter(({ id }) => disabled.includes(id)).length;
  return (
    <PreferenceSection title={t("preferences.keyboard")} text={t("preferences.keyboardText")}>
      <Switch
        label={t("shortcuts.single")}
        hint={t("shortcuts.singleHint")}
        isOn={hasSingleKeys}
        onChange={(hasSingleKeyShortcuts) => change({ hasSingleKeyShortcuts })}
      />
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1">{t("preferences.switchedOff", { count })}</p>
        {count > 0 && (
          <Button size="small" onClick={() => change({ disabledShortcuts: [] })}>
            {t("preferences.switchAllOn")}
          </Button>
        )}
      </div>
    </PreferenceSection>
  );
}
