/**
 * Writes into a field as if it were typed, so that the browser's own undo takes it back; `write` is for browsers that do not. The
 * caret stands behind it then.
 */
export function replaceIn(
  field: HTMLTextAreaElement,
  { from, to }: { readonly from: number; readonly to: number },
  text: string,
  write: (text: string) => void,
): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated, and still the one way to be part of a field's undo.
  const isTyped = document.execCommand(text === "" ? "delete" : "insertText", false, text);
  if (isTyped) return;
  const { value } = field;
  write(value.slice(0, from) + text + value.slice(to));
  requestAnimationFrame(() => field.setSelectionRange(from + text.length, from + text.length));
}
