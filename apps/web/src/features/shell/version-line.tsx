"use client";

import { Sparkles } from "lucide-react";
import { useNewVersion } from "../../lib/app-version/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** Offers the new version when the server has one. What was typed and what waits is there again after it. */
export function VersionLine() {
  const t = useT("shell.version");
  const take = useNewVersion();
  return (
    <div role="status">
      {take !== null && (
        <p className="flex animate-appear items-center gap-2 border-b border-line bg-accent-soft px-4 py-1 text-small text-accent-ink">
          <Sparkles aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1">{t("text")}</span>
          <button
            type="button"
            onClick={take}
            className="min-h-8 font-medium underline underline-offset-2 pointer-coarse:min-h-11"
          >
            {t("take")}
          </button>
        </p>
      )}
    </div>
  );
}
