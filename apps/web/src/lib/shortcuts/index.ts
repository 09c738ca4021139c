export { ownChoices, ownShortcutOf, useShortcutChoices, useShownKey } from "./own-shortcuts.ts";
export { continuationsOf, sequenceStep } from "./sequences.ts";
export {
  everyShortcut,
  isComposed,
  isField,
  isSingleKey,
  type Shortcut,
  type ShortcutChoices,
  type ShortcutId,
  shortcutOf,
  shortcuts,
  type ShortcutsOf,
  writtenKey,
} from "./shortcuts.ts";
