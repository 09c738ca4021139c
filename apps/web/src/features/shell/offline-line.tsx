"use client";

import { CloudOff } from "lucide-react";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useIsOffline } from "../../lib/realtime/index.ts";
import { lastPerson } from "../../stores/last-person.ts";
import { useSession } from "../../stores/session.ts";
import { useQueuedCount } from "../conversation/index.ts";

/** When what is shown was true, for a page that has not heard the server since it was opened. */
function LastState() {
  const t = useT("shell");
  const formats = useFormats();
  const isUnheard = useSession((session) => session.accessToken === null);
  const at = isUnheard ? lastPerson()?.at : undefined;
  return at === undefined ? null : <> {t("lastState", { time: formats.dateTime(new Date(at).toISOString()) })}</>;
}

/** A calm line above everything after two seconds without the server, with what still works and what waits. */
export function OfflineLine() {
  const t = useT("shell");
  const isOffline = useIsOffline();
  const count = useQueuedCount();
  return (
    <div role="status" aria-live="polite">
      {isOffline && (
        <p className="flex animate-appear items-center gap-2 border-b border-note-line bg-note px-4 py-2 text-small text-note-ink">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          <span>
            {t("offline")}
            <LastState />
            {count > 0 && <> {t("queued", { count })}</>}
          </span>
        </p>
      )}
    </div>
  );
}
