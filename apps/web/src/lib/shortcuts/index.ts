export { ownShortcutOf, useShortcutChoices, useShownKey } from "./own-shortcuts.ts";
export {
  everyShortcut,
  isSingleKey,
  type Shortcut,
  type ShortcutChoices,
  type ShortcutId,
  shortcutOf,
  shortcuts,
  type ShortcutsOf,
  writtenKey,
} from "./shortcuts.ts";
