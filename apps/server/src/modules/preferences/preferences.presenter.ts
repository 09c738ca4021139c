import { defaultPreferences, preferenceFields, type Preferences } from "@whatskovi/contract";
import type { ChosenRow } from "./preference.repository.ts";

type Field = keyof typeof preferenceFields;
const fields = Object.keys(preferenceFields) as Field[];

/** What was chosen, over the defaults. Keys that are no longer known are left out; values that no longer fit are the default. */
export function presentPreferences(row: ChosenRow | null): Preferences {
  if (row === null) return defaultPreferences;
  const kept = fields.flatMap((field) => {
    const parsed = preferenceFields[field].safeParse(row.chosen[field]);
    return parsed.success ? [[field, parsed.data]] : [];
  });
  return { ...defaultPreferences, ...Object.fromEntries(kept), version: row.version };
}
