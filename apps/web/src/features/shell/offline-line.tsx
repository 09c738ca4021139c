"use client";

import { CloudOff } from "lucide-react";
import { useT } from "../../lib/i18n/index.ts";
import { useIsOffline } from "../../lib/realtime/index.ts";

/** A calm line above everything after two seconds without the server, with what still works. */
export function OfflineLine() {
  const t = useT("shell");
  const isOffline = useIsOffline();
  return (
    <div role="status" aria-live="polite">
      {isOffline && (
        <p className="flex animate-appear items-center gap-2 border-b border-note-line bg-note px-4 py-2 text-small text-note-ink">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {t("offline")}
        </p>
      )}
    </div>
  );
}
