/** What a menu offers to do with a message besides deleting it. */
export type Verb = "quote" | "copy" | "forward" | "note" | "edit";

export type MessageCommand = Verb | "delete" | "react" | "menu";

/** What can be done with a message just now. */
export type MessageCommands = Partial<Readonly<Record<MessageCommand, () => void>>>;

/** The keys while a message has the focus, as they stand on the keyboard. */
export const messageKeys = { quote: "R", copy: "C", forward: "F", note: "N", edit: "E", react: "+" } as const;

const commandsByKey: Readonly<Record<string, MessageCommand>> = {
  r: "quote",
  c: "copy",
  f: "forward",
  n: "note",
  e: "edit",
  "+": "react",
  "=": "react",
  delete: "delete",
  enter: "menu",
  contextmenu: "menu",
};

/** Which command a key on a message means; null for keys that belong to somebody else, and for letters where a person wants none. */
export function commandOf(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  hasSingleKeys: boolean,
): MessageCommand | null {
  if (ctrlKey || metaKey || altKey || (key.length === 1 && !hasSingleKeys)) return null;
  return commandsByKey[key.toLowerCase()] ?? null;
}
