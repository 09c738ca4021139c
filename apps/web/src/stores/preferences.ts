import { create } from "zustand";
import { persist } from "zustand/middleware";

export type Theme = "system" | "light" | "dark";
export const locales = ["pt-BR", "en", "es"] as const;
export type Locale = (typeof locales)[number];

type Preferences = { readonly theme: Theme; readonly locale: Locale | null };

/** What a person chose for this browser. `public/theme.js` reads the same entry before the first paint. */
export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ theme: "system", locale: null }), { name: "whatskovi.preferences" }),
);

export function chooseTheme(theme: Theme): void {
  usePreferences.setState({ theme });
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function chooseLocale(locale: Locale): void {
  usePreferences.setState({ locale });
}

/** The chosen language, else the browser's when we speak it, else Portuguese. */
export function localeOf(chosen: Locale | null, browserLanguages: readonly string[]): Locale {
  if (chosen !== null) return chosen;
  for (const language of browserLanguages) {
    const known = locales.find((locale) => locale.slice(0, 2) === language.slice(0, 2).toLowerCase());
    if (known !== undefined) return known;
  }
  return "pt-BR";
}
