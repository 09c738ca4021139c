import { useCallback } from "react";
import type { PreferenceChanges } from "../../stores/preferences.ts";
import { showToast } from "../../stores/toasts.ts";
import { useErrorText } from "../i18n/index.ts";
import { changePreferences } from "./change-preferences.ts";

/** Changes preferences; when that fails, says so, and the control shows again what holds. */
export function useChangePreferences(): (changes: PreferenceChanges) => void {
  const errorText = useErrorText();
  return useCallback(
    (changes) =>
      void changePreferences(changes).catch((error: unknown) => showToast(errorText(error), { tone: "danger" })),
    [errorText],
  );
}
