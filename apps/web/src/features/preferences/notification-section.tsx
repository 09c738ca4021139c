import type { NotificationScope } from "@whatskovi/contract";
import { BellOff, BellRing } from "lucide-react";
import { Button, RadioList, Switch } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useChangePreferences } from "../../lib/preferences/index.ts";
import { usePreference } from "../../stores/preferences.ts";
import { askForPermission, usePermission } from "../notifications/index.ts";
import { PreferenceSection } from "./preference-section.tsx";

const scopes: readonly NotificationScope[] = ["all", "queues", "mine", "personal", "none"];

/** Whether this very browser may show notifications, and what to do when it may not. */
function ThisBrowser() {
  const t = useT("preferences.browser");
  const permission = usePermission();
  const isOn = permission === "granted";
  const Icon = isOn ? BellRing : BellOff;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card border border-line px-4 py-3">
      <Icon aria-hidden className={isOn ? "size-5 shrink-0 text-accent-ink" : "size-5 shrink-0 text-ink-faint"} />
      <div className="min-w-48 flex-1" role="status">
        <p className="font-medium">{t(`${permission}.title`)}</p>
        <p className="text-small text-pretty text-ink-soft">{t(`${permission}.text`)}</p>
      </div>
      {permission === "default" && (
        <Button tone="primary" size="small" onClick={() => void askForPermission()}>
          {t("allow")}
        </Button>
      )}
    </div>
  );
}

/** What one is told of outside the page. */
export function NotificationSection() {
  const t = useT("preferences");
  const change = useChangePreferences();
  const notifiesOf = usePreference("notifiesOf");
  const showsText = usePreference("showsNotificationText");
  const isQuietWhenAway = usePreference("isQuietWhenAway");
  return (
    <PreferenceSection title={t("notifications")} text={t("notificationsText")}>
      <ThisBrowser />
      <RadioList
        label={t("notifiesOf")}
        value={notifiesOf}
        onChange={(scope) => change({ notifiesOf: scope })}
        choices={scopes.map((value) => ({ value, label: t(`scopes.${value}.label`), hint: t(`scopes.${value}.hint`) }))}
      />
      <Switch
        label={t("showsText")}
        hint={t("showsTextHint")}
        isOn={showsText}
        onChange={(showsNotificationText) => change({ showsNotificationText })}
      />
      <Switch
        label={t("quietWhenAway")}
        hint={t("quietWhenAwayHint")}
        isOn={isQuietWhenAway}
        onChange={(isQuiet) => change({ isQuietWhenAway: isQuiet })}
      />
    </PreferenceSection>
  );
}
