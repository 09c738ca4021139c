import type { NotificationSound } from "@whatskovi/contract";
import { Volume2 } from "lucide-react";
import { Button, RadioList, Select, ShareSlider } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useChangePreferences } from "../../lib/preferences/index.ts";
import { usePreference } from "../../stores/preferences.ts";
import { showToast } from "../../stores/toasts.ts";
import { playSound, useIsSoundBlocked } from "../notifications/index.ts";
import { PreferenceSection } from "./preference-section.tsx";

const sounds: readonly NotificationSound[] = ["drop", "chime", "wood", "bell", "none"];
const occasions = ["always", "hidden"] as const;

/** Which sound, how loud, and when. */
export function SoundSection() {
  const t = useT("preferences");
  const change = useChangePreferences();
  const sound = usePreference("sound");
  const volume = usePreference("soundVolume");
  const plays = usePreference("soundPlays");
  const isBlocked = useIsSoundBlocked((state) => state.isBlocked);
  const isMute = sound === "none" || volume === 0;
  const tryOut = async (which: NotificationSound, loudness: number) => {
    const isToBeHeard = which !== "none" && loudness > 0;
    if (isToBeHeard && !(await playSound(which, loudness))) showToast(t("soundFailed"));
  };
  return (
    <PreferenceSection title={t("sound")} text={t("soundText")}>
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t("whichSound")}
          value={sound}
          onChange={(chosen) => {
            change({ sound: chosen });
            void tryOut(chosen, volume);
          }}
          choices={sounds.map((value) => ({ value, label: t(`sounds.${value}`) }))}
          className="min-w-48 flex-1"
        />
        <Button
          icon={<Volume2 aria-hidden className="size-4" />}
          disabled={isMute}
          onClick={() => void tryOut(sound, volume)}
        >
          {t("trySound")}
        </Button>
      </div>
      <ShareSlider
        label={t("volume")}
        value={volume / 100}
        onChange={(share) => {
          const soundVolume = Math.round(share * 100);
          change({ soundVolume });
          void tryOut(sound, soundVolume);
        }}
      />
      <RadioList
        label={t("soundPlays")}
        value={plays}
        onChange={(soundPlays) => change({ soundPlays })}
        choices={occasions.map((value) => ({ value, label: t(`occasions.${value}`) }))}
      />
      {isBlocked && <p className="text-small text-ink-soft">{t("soundBlocked")}</p>}
    </PreferenceSection>
  );
}
