"use client";

import { localeOf, usePreferences } from "../stores/preferences.ts";
import "../styles/global.css";
import { brokenApp } from "./messages/broken-app.ts";

/** The last page there is: when what stands around all pages broke. It needs nothing of them. */
export default function GlobalError() {
  const { locale, theme } = usePreferences.getState();
  const chosen = localeOf(locale, typeof navigator === "undefined" ? [] : navigator.languages);
  const { title, text, reload } = brokenApp[chosen];
  return (
    <html lang={chosen} {...(theme !== "system" && { "data-theme": theme })}>
      <body>
        <main className="flex h-dvh flex-col items-center justify-center gap-2 bg-canvas p-8 text-center">
          <h1 className="text-title text-ink">{title}</h1>
          <p className="max-w-96 text-pretty text-ink-soft">{text}</p>
          <button
            type="button"
            onClick={() => window.location.reload()}
            className="mt-3 min-h-11 rounded-control bg-accent px-4 font-medium text-on-accent"
          >
            {reload}
          </button>
        </main>
      </body>
    </html>
  );
}
