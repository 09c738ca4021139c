import { RadioList, Select } from "../../components/ui/index.ts";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import { useChangePreferences } from "../../lib/preferences/index.ts";
import { type Locale, locales, usePreference } from "../../stores/preferences.ts";
import { PreferenceSection } from "./preference-section.tsx";

const themes = ["system", "light", "dark"] as const;

/** How it looks, and in which language it speaks. */
export function AppearanceSection() {
  const t = useT();
  const change = useChangePreferences();
  const theme = usePreference("theme");
  const chosen = usePreference("locale");
  const shown = useLocale() as Locale;
  const browsers = t("preferences.languageOfBrowser");
  return (
    <PreferenceSection title={t("preferences.appearance")}>
      <RadioList
        label={t("shell.theme")}
        value={theme}
        onChange={(value) => change({ theme: value })}
        choices={themes.map((value) => ({ value, label: t(`shell.themes.${value}`) }))}
      />
      <Select<Locale | "browser">
        label={t("shell.language")}
        value={chosen ?? "browser"}
        onChange={(value) => change({ locale: value === "browser" ? null : value })}
        choices={[
          { value: "browser", label: chosen === null ? `${browsers} (${t(`shell.languages.${shown}`)})` : browsers },
          ...locales.map((value) => ({ value, label: t(`shell.languages.${value}`) })),
        ]}
      />
    </PreferenceSection>
  );
}
