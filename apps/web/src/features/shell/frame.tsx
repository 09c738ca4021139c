"use client";

import type { ReactNode } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { UnsentLine } from "../conversation/index.ts";
import { Notifier } from "../notifications/index.ts";
import { AlertLines } from "../supervision/index.ts";
import { OfflineLine } from "./offline-line.tsx";
import { Rail } from "./rail.tsx";
import { useActivity } from "./use-activity.ts";
import { useVisibleHeight } from "./use-visible-height.ts";
import { VersionLine } from "./version-line.tsx";

/** What stands around every page of somebody signed in. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useT("shell");
  useActivity();
  useVisibleHeight();
  return (
    <div className="flex h-visible flex-col bg-canvas p-safe tablet:flex-row">
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <OfflineLine />
        <UnsentLine />
        <VersionLine />
        <AlertLines />
        <Notifier />
        <main id="content" tabIndex={-1} data-region="content" className="min-h-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <BottomBar />
    </div>
  );
}
