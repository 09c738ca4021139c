import type { CustomField, ImportSettings } from "@whatskovi/contract";
import { isCountry } from "./read-phone.ts";
import { asRefusal } from "./unreadable.ts";

/** Throws `invalid_input` for a country that does not exist and for a field that is not there; to begin there must be a phone. */
export function checkSettings(
  settings: ImportSettings,
  fields: readonly CustomField[],
  { needsPhone }: { needsPhone: boolean },
): void {
  if (!isCountry(settings.country)) throw asRefusal("body.country", "no country has this code");
  const targets = new Set(fields.map(({ id }) => `field:${id}`));
  settings.mapping.forEach((target, column) => {
    if (target.startsWith("field:") && !targets.has(target))
      throw asRefusal(`body.mapping.${column}`, "no field has this id");
  });
  if (needsPhone && !settings.mapping.includes("phone")) throw asRefusal("body.mapping", "no column is the phone");
}
