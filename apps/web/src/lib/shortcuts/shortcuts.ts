/** Where keys mean something: every page, the whole inbox, its chosen tickets, the open conversation, the message that has the focus, or a picture. */
export type ShortcutScope = "everywhere" | "inbox" | "selection" | "conversation" | "message" | "viewer";

type Definition = {
  readonly id: string;
  readonly scope: ShortcutScope;
  /** As `KeyboardEvent.key` says them, in small letters; `mod+` is Ctrl, or ⌘; `g i` is one after the other. */
  readonly keys: readonly string[];
  /** Also while one writes. */
  readonly worksInFields?: boolean;
  /** Held down it goes on; the others happen once. */
  readonly repeats?: boolean;
};

/** All keys that can be switched off, in the order in which they are shown. The ids are kept with the account: they never change. */
export const shortcuts = [
  { id: "next", scope: "inbox", keys: ["j", "arrowdown"], repeats: true },
  { id: "previous", scope: "inbox", keys: ["k", "arrowup"], repeats: true },
  { id: "open", scope: "inbox", keys: ["enter"] },
  { id: "back", scope: "inbox", keys: ["escape"] },
  { id: "accept", scope: "inbox", keys: ["a"] },
  { id: "transfer", scope: "inbox", keys: ["t"] },
  { id: "close", scope: "inbox", keys: ["e"] },
  { id: "reopen", scope: "inbox", keys: ["o"] },
  { id: "unread", scope: "inbox", keys: ["u"] },
  { id: "priority", scope: "inbox", keys: ["p"] },
  { id: "tags", scope: "inbox", keys: ["l"] },
  { id: "reply", scope: "inbox", keys: ["r"] },
  { id: "note", scope: "inbox", keys: ["n"] },
  { id: "details", scope: "inbox", keys: ["d"] },
  { id: "search", scope: "inbox", keys: ["/"] },
  { id: "filter", scope: "inbox", keys: ["f"] },
  { id: "conversationSearch", scope: "conversation", keys: ["mod+f"], worksInFields: true },
  { id: "select", scope: "selection", keys: ["x"] },
  { id: "selectAll", scope: "selection", keys: ["mod+a"] },
  { id: "clearSelection", scope: "selection", keys: ["escape"] },
  { id: "everything", scope: "everywhere", keys: ["mod+k"], worksInFields: true },
  { id: "newConversation", scope: "everywhere", keys: ["c"] },
  { id: "undo", scope: "everywhere", keys: ["z"] },
  { id: "nextRegion", scope: "everywhere", keys: ["f6"], worksInFields: true },
  { id: "previousRegion", scope: "everywhere", keys: ["shift+f6"], worksInFields: true },
  { id: "help", scope: "everywhere", keys: ["?"] },
  { id: "goInbox", scope: "everywhere", keys: ["g i"] },
  { id: "goContacts", scope: "everywhere", keys: ["g c"] },
  { id: "goQuickReplies", scope: "everywhere", keys: ["g r"] },
  { id: "goNotifications", scope: "everywhere", keys: ["g n"] },
  { id: "goPreferences", scope: "everywhere", keys: ["g ,"] },
  { id: "goProfile", scope: "everywhere", keys: ["g p"] },
  { id: "goTags", scope: "everywhere", keys: ["g t"] },
  { id: "goQueues", scope: "everywhere", keys: ["g q"] },
  { id: "goConnections", scope: "everywhere", keys: ["g w"] },
  { id: "goCustomFields", scope: "everywhere", keys: ["g f"] },
  { id: "goUsers", scope: "everywhere", keys: ["g u"] },
  { id: "goSimulator", scope: "everywhere", keys: ["g s"] },
  { id: "messageQuote", scope: "message", keys: ["r"] },
  { id: "messageCopy", scope: "message", keys: ["c"] },
  { id: "messageForward", scope: "message", keys: ["f"] },
  { id: "messageNote", scope: "message", keys: ["n"] },
  { id: "messageEdit", scope: "message", keys: ["e"] },
  { id: "messageReact", scope: "message", keys: ["+", "="] },
  { id: "messageDelete", scope: "message", keys: ["delete"] },
  { id: "messageMenu", scope: "message", keys: ["enter", "contextmenu"] },
  { id: "viewerEnlarge", scope: "viewer", keys: ["+", "="], repeats: true },
  { id: "viewerReduce", scope: "viewer", keys: ["-"], repeats: true },
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

/** One after the other, without Ctrl or ⌘. */
export const isSequence = (key: string): boolean => key.includes(" ");

/** Letters and signs alone: what speech input and a slip of the hand may produce. Arrows, Enter and Escape are not. */
export const isSingleKey = (key: string): boolean => key.length === 1 || isSequence(key);

/** The keys of a shortcut that work; none when it is switched off. */
export function keysOf({ id, keys }: Shortcut, { disabled, hasSingleKeys }: ShortcutChoices): readonly string[] {
  if (disabled.includes(id)) return [];
  return hasSingleKeys ? keys : keys.filter((key) => !isSingleKey(key));
}

export type KeyPress = Pick<
  KeyboardEvent,
  | "key"
  | "ctrlKey"
  | "metaKey"
  | "altKey"
  | "shiftKey"
  | "repeat"
  | "isComposing"
  | "keyCode"
  | "target"
  | "getModifierState"
>;

/** An input method is at work: Safari says so of the Enter that ends it by the key's code alone. */
export const isComposed = ({ isComposing, keyCode }: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean =>
  isComposing || keyCode === 229;

const isLetter = (key: string): boolean => key.toLowerCase() !== key.toUpperCase();

/**
 * The key as the table names it; null for chords that belong to somebody else. AltGr, which Windows reports as Ctrl and Alt, is how some
 * keyboards write a sign: it counts as nothing there, and makes another letter of a letter.
 */
export function nameOf(press: KeyPress): string | null {
  if (isComposed(press)) return null;
  const key = press.key.toLowerCase();
  const isSign = isSingleKey(key) && !isLetter(key);
  if (press.getModifierState("AltGraph")) return isSign ? key : null;
  if (press.altKey) return null;
  if (press.shiftKey && !isSign) return key === "f6" && !press.ctrlKey && !press.metaKey ? "shift+f6" : null;
  return press.ctrlKey || press.metaKey ? `mod+${key}` : key;
}

/** Whether one writes there. */
export const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Which shortcut of a scope a key means; null for none, for one that is switched off, and while one writes. */
export function shortcutOf<Scope extends ShortcutScope>(
  press: KeyPress,
  scope: Scope,
  choices: ShortcutChoices,
): ShortcutsOf<Scope> | null {
  const name = nameOf(press);
  if (name === null) return null;
  const isInField = isField(press.target);
  const found = shortcuts.find(
    (shortcut) =>
      shortcut.scope === scope &&
      (!isInField || "worksInFields" in shortcut) &&
      (!press.repeat || !isSingleKey(name) || "repeats" in shortcut) &&
      keysOf(shortcut, choices).includes(name),
  );
  return (found?.id ?? null) as ShortcutsOf<Scope> | null;
}

const written: Readonly<Record<string, string>> = {
  mod: "Ctrl",
  shift: "Shift",
  arrowdown: "↓",
  arrowup: "↑",
  enter: "Enter",
  escape: "Esc",
  delete: "Del",
  contextmenu: "Menu",
};

const writtenChord = (chord: string): string =>
  chord
    .split(/(?<=mod|shift)\+/)
    .map((part) => written[part] ?? part.toUpperCase())
    .join("+");

/** As it stands on the keyboard: `Ctrl+F`; one after the other, `G I`. */
export const writtenKey = (key: string): string => key.split(" ").map(writtenChord).join(" ");
