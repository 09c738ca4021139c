import type { Translated } from "../../../lib/i18n/translated.ts";
import type { viewing as source } from "./pt-BR.ts";

export const viewing: Translated<typeof source> = {
  sentence: "{count, plural, one {{names} is viewing} other {{names} are viewing}}",
  others: "{count, plural, one {# other} other {# others}}",
};
