"use client";

import { useEffect } from "react";
import { useLocale } from "../lib/i18n/index.ts";
import { usePreferences } from "../stores/preferences.ts";
import { browserBar } from "../styles/browser-bar.ts";

/** What the browser shows of us outside the page: the bar's colour follows a chosen theme, the installed app the language. */
export function BrowserFrame() {
  const theme = usePreferences((preferences) => preferences.theme);
  const locale = useLocale();
  useEffect(() => {
    for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
      const own = meta.media.includes("dark") ? "dark" : "light";
      meta.content = browserBar[theme === "system" ? own : theme];
    }
  }, [theme]);
  useEffect(() => {
    const address = locale === "pt-BR" ? "/manifest.webmanifest" : `/manifest.${locale}.webmanifest`;
    document.querySelector("link[rel=manifest]")?.setAttribute("href", address);
  }, [locale]);
  return null;
}
