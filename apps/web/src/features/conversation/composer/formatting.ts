/** What WhatsApp writes around text that it shows in another way. */
export const marks = { bold: "*", italic: "_", strike: "~", code: "`" } as const;
export type Mark = keyof typeof marks;

/** A field's text and what of it is selected. */
export type Selected = { readonly text: string; readonly from: number; readonly to: number };

/**
 * Puts a mark around what is selected, or takes it away where it stands there. Spaces at the edges stay outside, for WhatsApp
 * shows no mark beside a space. With nothing selected the mark stands around the caret.
 */
export function toggleMark({ text, from, to }: Selected, mark: Mark): Selected {
  const sign = marks[mark];
  const chosen = text.slice(from, to);
  const start = from + (chosen.length - chosen.trimStart().length);
  const end = chosen.trim() === "" ? start : to - (chosen.length - chosen.trimEnd().length);
  const inner = text.slice(start, end);
  if (text.slice(start - 1, start) === sign && text.slice(end, end + 1) === sign && start > 0)
    return { text: text.slice(0, start - 1) + inner + text.slice(end + 1), from: start - 1, to: end - 1 };
  if (inner.length > 1 && inner.startsWith(sign) && inner.endsWith(sign))
    return { text: text.slice(0, start) + inner.slice(1, -1) + text.slice(end), from: start, to: end - 2 };
  return { text: text.slice(0, start) + sign + inner + sign + text.slice(end), from: start + 1, to: end + 1 };
}

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Which mark a combination of keys means. */
export function markOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key): Mark | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (shiftKey) return letter === "x" ? "strike" : letter === "c" ? "code" : null;
  return letter === "b" ? "bold" : letter === "i" ? "italic" : null;
}
