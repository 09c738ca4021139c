import { useMemo } from "react";
import { usePreference, usePreferences } from "../../stores/preferences.ts";
import {
  keysOf,
  type ShortcutChoices,
  type ShortcutId,
  shortcutOf,
  shortcuts,
  type ShortcutScope,
  type ShortcutsOf,
  writtenKey,
} from "./shortcuts.ts";

/** What the person who is signed in wants of the keys just now. */
export function ownChoices(): ShortcutChoices {
  const { disabledShortcuts, hasSingleKeyShortcuts } = usePreferences.getState();
  return { disabled: disabledShortcuts, hasSingleKeys: hasSingleKeyShortcuts };
}

/** Which shortcut a key means to the person who is signed in; see `shortcutOf`. */
export function ownShortcutOf<Scope extends ShortcutScope>(
  press: KeyboardEvent,
  scope: Scope,
): ShortcutsOf<Scope> | null {
  return shortcutOf(press, scope, ownChoices());
}

/** What the person who is signed in wants of the keys. */
export function useShortcutChoices(): ShortcutChoices {
  const disabled = usePreference("disabledShortcuts");
  const hasSingleKeys = usePreference("hasSingleKeyShortcuts");
  return useMemo(() => ({ disabled, hasSingleKeys }), [disabled, hasSingleKeys]);
}

/** The first key of a shortcut, to be shown beside what it does; undefined while it is switched off. */
export function useShownKey(): (id: ShortcutId) => string | undefined {
  const choices = useShortcutChoices();
  return useMemo(() => {
    const shown = new Map<ShortcutId, string>();
    for (const shortcut of shortcuts) {
      const key = keysOf(shortcut, choices)[0];
      if (key !== undefined) shown.set(shortcut.id, writtenKey(key));
    }
    return (id) => shown.get(id);
  }, [choices]);
}
