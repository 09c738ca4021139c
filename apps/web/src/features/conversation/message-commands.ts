import type { ShortcutsOf } from "../../lib/shortcuts/index.ts";

/** What a menu offers to do with a message besides deleting it. */
export type Verb = "quote" | "copy" | "forward" | "note" | "edit";

export type MessageCommand = Verb | "delete" | "react" | "menu";

/** What can be done with a message just now. */
export type MessageCommands = Partial<Readonly<Record<MessageCommand, () => void>>>;

/** Which command a key on a message that has the focus means. */
export const commandsByShortcut: Readonly<Record<ShortcutsOf<"message">, MessageCommand>> = {
  messageQuote: "quote",
  messageCopy: "copy",
  messageForward: "forward",
  messageNote: "note",
  messageEdit: "edit",
  messageReact: "react",
  messageDelete: "delete",
  messageMenu: "menu",
};
