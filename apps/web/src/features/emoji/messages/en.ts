import type { Translated } from "../../../lib/i18n/translated.ts";
import type { emoji as source } from "./pt-BR.ts";

export const emoji: Translated<typeof source> = {
  open: "Emoji",
  label: "Choose an emoji",
  search: "Find an emoji",
  recent: "Used lately",
  found: "Found",
  none: "No emoji of this name",
  failed: "Emoji could not be loaded. Close and open again.",
  tone: "Skin tone",
  tones: {
    none: "Yellow",
    light: "Light",
    mediumLight: "Medium light",
    medium: "Medium",
    mediumDark: "Medium dark",
    dark: "Dark",
  },
  groups: {
    smileys: "Faces",
    people: "People and body",
    nature: "Animals and nature",
    food: "Food and drink",
    travel: "Travel and places",
    activities: "Activities",
    objects: "Objects",
    symbols: "Symbols",
    flags: "Flags",
  },
};
