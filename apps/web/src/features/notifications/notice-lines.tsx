import { BellRing, VolumeX } from "lucide-react";
import { useT } from "../../lib/i18n/index.ts";
import { askForPermission, declineOffer, useOffer, usePermission } from "./permission.ts";
import { useIsSoundBlocked } from "./sounds.ts";

const lineClass = "flex animate-appear items-center gap-3 border-b border-line bg-surface px-4 py-1 text-small";
const buttonClass = "min-h-8 shrink-0 font-medium underline underline-offset-2 pointer-coarse:min-h-11";

/** Calm lines above the page: that notifications can be had, and that a sound could not be played. */
export function NoticeLines() {
  const t = useT("notifications.lines");
  const permission = usePermission();
  const { isDue, isDeclined } = useOffer();
  const isSoundBlocked = useIsSoundBlocked(({ isBlocked }) => isBlocked);
  const isOffered = isDue && !isDeclined && permission === "default";
  return (
    <div role="status">
      {isOffered && (
        <p className={lineClass}>
          <BellRing aria-hidden className="size-4 shrink-0 text-accent-ink" />
          <span className="min-w-0 flex-1">{t("offer")}</span>
          <button type="button" onClick={() => void askForPermission()} className={buttonClass}>
            {t("allow")}
          </button>
          <button type="button" onClick={declineOffer} className={buttonClass}>
            {t("later")}
          </button>
        </p>
      )}
      {isSoundBlocked && (
        <p className={lineClass}>
          <VolumeX aria-hidden className="size-4 shrink-0 text-ink-soft" />
          {t("soundBlocked")}
        </p>
      )}
    </div>
  );
}
