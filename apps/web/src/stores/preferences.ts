import type { Preferences } from "@whatskovi/contract";
import { defaultPreferences } from "@whatskovi/contract/default-preferences";
import { create } from "zustand";
import { persist } from "zustand/middleware";

export const locales = ["pt-BR", "en", "es"] as const satisfies readonly NonNullable<Preferences["locale"]>[];
export type Locale = (typeof locales)[number];
/** For so many seconds what was sent can be taken back; 0 for not at all. */
export const undoChoices = [0, 3, 5, 10] as const satisfies readonly Preferences["undoSeconds"][];
export type PreferenceChanges = Partial<Omit<Preferences, "version">>;

type Mirror = Preferences & {
  /** Whose they are; null when nobody has signed in here yet. */
  readonly ownerId: string | null;
};

/**
 * A mirror of the server's, kept in this browser for what is shown before it answers: `public/theme.js` reads the same entry
 * before the first paint. Changes go through `lib/preferences`.
 */
export const usePreferences = create<Mirror>()(
  persist((): Mirror => ({ ...defaultPreferences, ownerId: null }), { name: "whatskovi.preferences" }),
);

/** One preference, as the person has it now in every browser. */
export const usePreference = <Key extends keyof PreferenceChanges>(key: Key): Preferences[Key] =>
  usePreferences((preferences) => preferences[key]);

/** What the server said last, and what was changed here since and is still under way. */
let confirmed: Mirror = usePreferences.getState();
let underWay: readonly PreferenceChanges[] = [];

function show(): void {
  const shown = underWay.reduce<Mirror>((mirror, changes) => ({ ...mirror, ...changes }), confirmed);
  usePreferences.setState(shown);
}

/** What the server says. Another person's replace everything; of one's own, an answer that comes late changes nothing. */
export function acceptPreferences(ownerId: string, preferences: Preferences): void {
  const isOther = ownerId !== confirmed.ownerId;
  if (!isOther && preferences.version < confirmed.version) return;
  if (isOther) underWay = [];
  confirmed = { ...preferences, ownerId };
  show();
}

/** Shows changes at once, until the answer is there. The returned function takes them away again. */
export function layOver(changes: PreferenceChanges): () => void {
  underWay = [...underWay, changes];
  show();
  return () => {
    underWay = underWay.filter((other) => other !== changes);
    show();
  };
}

function showTheme({ theme }: Mirror): void {
  if (typeof document === "undefined") return;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
usePreferences.subscribe(showTheme);

/** The chosen language, else the browser's when we speak it, else Portuguese. */
export function localeOf(chosen: Locale | null, browserLanguages: readonly string[]): Locale {
  if (chosen !== null) return chosen;
  for (const language of browserLanguages) {
    const known = locales.find((locale) => locale.slice(0, 2) === language.slice(0, 2).toLowerCase());
    if (known !== undefined) return known;
  }
  return "pt-BR";
}
