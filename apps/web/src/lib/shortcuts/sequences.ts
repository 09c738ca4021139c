import {
  isField,
  isSequence,
  type KeyPress,
  keysOf,
  nameOf,
  type ShortcutChoices,
  type ShortcutId,
  shortcuts,
} from "./shortcuts.ts";

/** A shortcut of keys one after the other, and what is still to be pressed of it. */
export type Continuation = { readonly id: ShortcutId; readonly key: string };

/** What the first key may be followed by. */
export function continuationsOf(first: string, choices: ShortcutChoices): Continuation[] {
  return shortcuts.flatMap((shortcut) =>
    keysOf(shortcut, choices)
      .filter((key) => isSequence(key) && key.startsWith(`${first} `))
      .map((key) => ({ id: shortcut.id, key: key.slice(first.length + 1) })),
  );
}

const modifiers = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock"]);

type Step = {
  /** The first key, while the second is waited for. */
  readonly pending: string | null;
  readonly id: ShortcutId | null;
  /** The key belongs to a sequence: it means nothing else. */
  readonly isTaken: boolean;
};

/**
 * One key further in a sequence. A second key that belongs to none ends it and does nothing: whoever begins with `g` does not
 * mean to close a ticket. What is written into a field, and chords, are no part of sequences.
 */
export function sequenceStep(pending: string | null, press: KeyPress, choices: ShortcutChoices): Step {
  if (modifiers.has(press.key)) return { pending, id: null, isTaken: false };
  const name = nameOf(press);
  if (name === null || name.startsWith("mod+") || isField(press.target))
    return { pending: null, id: null, isTaken: false };
  if (pending === null) {
    const begins = !press.repeat && continuationsOf(name, choices).length > 0;
    return { pending: begins ? name : null, id: null, isTaken: begins };
  }
  if (press.repeat && name === pending) return { pending, id: null, isTaken: true };
  const found = continuationsOf(pending, choices).find(({ key }) => key === name);
  return { pending: null, id: found?.id ?? null, isTaken: true };
}
