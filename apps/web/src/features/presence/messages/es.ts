import type { Translated } from "../../../lib/i18n/translated.ts";
import type { viewing as source } from "./pt-BR.ts";

export const viewing: Translated<typeof source> = {
  sentence: "{count, plural, one {{names} lo está viendo} other {{names} lo están viendo}}",
  others: "{count, plural, one {# persona más} other {# personas más}}",
};
