import { Settings2 } from "lucide-react";
import { IconButton, Menu, MenuChoices } from "../../../components/ui/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { useChangePreferences } from "../../../lib/preferences/index.ts";
import { undoChoices, usePreference } from "../../../stores/preferences.ts";

/** How one writes: what Enter does, and how long what was sent can be taken back. */
export function ComposerSettings() {
  const t = useT("composer.settings");
  const sendsOnEnter = usePreference("sendsOnEnter");
  const undoSeconds = usePreference("undoSeconds");
  const change = useChangePreferences();
  return (
    <Menu side="top" align="end" trigger={<IconButton label={t("title")} icon={<Settings2 />} tooltipSide="top" />}>
      <MenuChoices
        label={t("enter")}
        value={sendsOnEnter ? "send" : "break"}
        choices={[
          { value: "send", label: t("enterSends") },
          { value: "break", label: t("enterBreaks") },
        ]}
        onChange={(value) => change({ sendsOnEnter: value === "send" })}
      />
      <MenuChoices
        label={t("undo")}
        value={String(undoSeconds)}
        choices={undoChoices.map((seconds) => ({
          value: String(seconds),
          label: seconds === 0 ? t("undoNever") : t("undoSeconds", { count: seconds }),
        }))}
        onChange={(value) => change({ undoSeconds: Number(value) as (typeof undoChoices)[number] })}
      />
    </Menu>
  );
}
