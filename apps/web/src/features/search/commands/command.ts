import type { LucideIcon } from "lucide-react";
import { folded } from "../../../lib/format/index.ts";
import type { ShortcutId } from "../../../lib/shortcuts/index.ts";
import type { SearchStep } from "../../../stores/search-screen.ts";

/** What a command does: at once, once the palette has gone and the focus is back, with the palette left open, or after a step. */
type Doing = { readonly run: () => void; readonly when?: "now" | "closed" | "staying" } | { readonly step: SearchStep };

/** A line of the palette that does something. */
export type Command = Doing & {
  readonly id: string;
  readonly name: string;
  /** How it is now. */
  readonly aside?: string;
  /** Other words by which one may look for it. */
  readonly words?: string;
  readonly icon?: LucideIcon;
  readonly color?: string;
  /** It holds already. */
  readonly isChosen?: boolean;
  readonly shortcut?: ShortcutId;
};

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}#]+/u)
    .filter((word) => word !== "");

/** Every word that was typed begins a word of the command; accents and case do not count. */
export function isMeant({ name, words = "" }: Pick<Command, "name" | "words">, q: string): boolean {
  const own = wordsOf(`${name} ${words}`);
  return wordsOf(q).every((typed) => own.some((word) => word.startsWith(typed)));
}

const shortest = 3;

/** What was typed begins the command's name: then it is rather meant than a message in which the word stands. */
export function isBegun({ name }: Pick<Command, "name">, q: string): boolean {
  const typed = folded(q.trim());
  return typed.length >= shortest && folded(name).startsWith(typed);
}
