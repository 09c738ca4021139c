/** Where keys mean something: every page, the whole inbox, its chosen tickets, the open conversation, the message that has the focus, or a picture. */
export type ShortcutScope = "everywhere" | "inbox" | "selection" | "conversation" | "message" | "viewer";

type Definition = {
  readonly id: string;
  readonly scope: ShortcutScope;
  /** As `KeyboardEvent.key` says them, in small letters; `mod+` is Ctrl, or ⌘. */
  readonly keys: readonly string[];
  /** Also while one writes. */
  readonly worksInFields?: boolean;
};

/** All keys that can be switched off, in the order in which they are shown. The ids are kept with the account: they never change. */
export const shortcuts = [
  { id: "next", scope: "inbox", keys: ["j", "arrowdown"] },
  { id: "previous", scope: "inbox", keys: ["k", "arrowup"] },
  { id: "open", scope: "inbox", keys: ["enter"] },
  { id: "back", scope: "inbox", keys: ["escape"] },
  { id: "accept", scope: "inbox", keys: ["a"] },
  { id: "transfer", scope: "inbox", keys: ["t"] },
  { id: "close", scope: "inbox", keys: ["e"] },
  { id: "reply", scope: "inbox", keys: ["r"] },
  { id: "note", scope: "inbox", keys: ["n"] },
  { id: "details", scope: "inbox", keys: ["d"] },
  { id: "search", scope: "inbox", keys: ["/"] },
  { id: "everything", scope: "everywhere", keys: ["mod+k"], worksInFields: true },
  { id: "conversationSearch", scope: "conversation", keys: ["mod+f"], worksInFields: true },
  { id: "select", scope: "selection", keys: ["x"] },
  { id: "selectAll", scope: "selection", keys: ["mod+a"] },
  { id: "clearSelection", scope: "selection", keys: ["escape"] },
  { id: "help", scope: "inbox", keys: ["?"] },
  { id: "messageQuote", scope: "message", keys: ["r"] },
  { id: "messageCopy", scope: "message", keys: ["c"] },
  { id: "messageForward", scope: "message", keys: ["f"] },
  { id: "messageNote", scope: "message", keys: ["n"] },
  { id: "messageEdit", scope: "message", keys: ["e"] },
  { id: "messageReact", scope: "message", keys: ["+", "="] },
  { id: "messageDelete", scope: "message", keys: ["delete"] },
  { id: "messageMenu", scope: "message", keys: ["enter", "contextmenu"] },
  { id: "viewerEnlarge", scope: "viewer", keys: ["+", "="] },
  { id: "viewerReduce", scope: "viewer", keys: ["-"] },
  { id: "viewerWhole", scope: "viewer", keys: ["0"] },
  { id: "viewerRotate", scope: "viewer", keys: ["r"] },
] as const satisfies readonly Definition[];

export type Shortcut = (typeof shortcuts)[number];
export type ShortcutId = Shortcut["id"];
/** The ids of one scope. */
export type ShortcutsOf<Scope extends ShortcutScope> = Extract<Shortcut, { scope: Scope }>["id"];

/** What a person wants of the keys. */
export type ShortcutChoices = {
  /** Ids, also such as no version of this program knows any more. */
  readonly disabled: readonly string[];
  /** Whether letters and signs work without Ctrl or ⌘. */
  readonly hasSingleKeys: boolean;
};

/** For whoever asks what a key would mean if nothing were switched off. */
export const everyShortcut: ShortcutChoices = { disabled: [], hasSingleKeys: true };

/** A letter or a sign alone: what speech input and a slip of the hand may produce. Arrows, Enter and Escape are not. */
export const isSingleKey = (key: string): boolean => key.length === 1;

/** The keys of a shortcut that work; none when it is switched off. */
export function keysOf({ id, keys }: Shortcut, { disabled, hasSingleKeys }: ShortcutChoices): readonly string[] {
  if (disabled.includes(id)) return [];
  return hasSingleKeys ? keys : keys.filter((key) => !isSingleKey(key));
}

type KeyPress = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing" | "target" | "getModifierState"
>;

const isLetter = (key: string): boolean => key.toLowerCase() !== key.toUpperCase();

/**
 * The key as the table names it; null for chords that belong to somebody else. AltGr, which Windows reports as Ctrl and Alt, is how some
 * keyboards write a sign: it counts as nothing there, and makes another letter of a letter.
 */
function nameOf(press: KeyPress): string | null {
  const key = press.key.toLowerCase();
  const isSign = isSingleKey(key) && !isLetter(key);
  if (press.getModifierState("AltGraph")) return isSign ? key : null;
  if (press.altKey || (press.shiftKey && !isSign)) return null;
  return press.ctrlKey || press.metaKey ? `mod+${key}` : key;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Which shortcut of a scope a key means; null for none, for one that is switched off, and while one writes. */
export function shortcutOf<Scope extends ShortcutScope>(
  press: KeyPress,
  scope: Scope,
  choices: ShortcutChoices,
): ShortcutsOf<Scope> | null {
  const name = press.isComposing ? null : nameOf(press);
  if (name === null) return null;
  const isInField = isField(press.target);
  const found = shortcuts.find(
    (shortcut) =>
      shortcut.scope === scope &&
      (!isInField || "worksInFields" in shortcut) &&
      keysOf(shortcut, choices).includes(name),
  );
  return (found?.id ?? null) as ShortcutsOf<Scope> | null;
}

const written: Readonly<Record<string, string>> = {
  arrowdown: "↓",
  arrowup: "↑",
  enter: "Enter",
  escape: "Esc",
  delete: "Del",
  contextmenu: "Menu",
};

/** As it stands on the keyboard: `Ctrl+F`. */
export const writtenKey = (key: string): string =>
  key
    .split(/(?<=mod)\+/)
    .map((part) => (part === "mod" ? "Ctrl" : (written[part] ?? part.toUpperCase())))
    .join("+");
