import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from "react";
import { isComposed } from "../../../lib/shortcuts/index.ts";
import { markOf, toggleMark } from "./formatting.ts";
import { replaceIn } from "./replace-in.ts";

const tallest = 200;

/** Where the browser cannot let a field grow with its text by itself, it is measured. */
const growsByItself = () => CSS.supports("field-sizing", "content");

function fit(element: HTMLTextAreaElement): void {
  element.style.height = "auto";
  element.style.height = `${Math.min(element.scrollHeight, tallest)}px`;
}

type ComposerFieldProps = {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly body: string;
  readonly label: string;
  readonly placeholder: string;
  readonly isHidden: boolean;
  readonly onWrite: (text: string) => void;
  /** Whether it has answered a key: then nothing else does. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  readonly onCaret: () => void;
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onLeave: () => void;
  readonly list: { readonly id: string; readonly active: string | null } | null;
};

/** The text field itself: grows to a limit, marks text by keys, takes pasted files. */
export function ComposerField({
  field,
  body,
  onWrite,
  onKey,
  onCaret,
  onFiles,
  onLeave,
  list,
  ...rest
}: ComposerFieldProps) {
  useLayoutEffect(() => {
    if (field.current !== null && !growsByItself()) fit(field.current);
  }, [body, field]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposed(event.nativeEvent) || onKey(event)) return;
    const mark = markOf(event);
    if (mark === null) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const { text, from, to } = toggleMark({ text: value, from: selectionStart, to: selectionEnd }, mark);
    replaceIn(event.currentTarget, { from: 0, to: value.length }, text, onWrite);
    event.currentTarget.setSelectionRange(from, to);
  };

  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    // A table copied from a spreadsheet comes as text and as a picture of itself: the text is meant.
    if (event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    onFiles(event.clipboardData.files);
  };

  return (
    <textarea
      ref={field}
      data-region-start
      rows={1}
      hidden={rest.isHidden}
      value={body}
      aria-label={rest.label}
      placeholder={rest.placeholder}
      {...(list !== null && { "aria-autocomplete": "list", "aria-controls": list.id })}
      {...(list?.active && { "aria-activedescendant": list.active })}
      onChange={(event) => onWrite(event.target.value)}
      onSelect={onCaret}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={onLeave}
      className="scroll-thin field-sizing-content block max-h-50 min-h-9 w-full resize-none bg-transparent px-3 py-2 text-body outline-none pointer-coarse:min-h-11 pointer-coarse:py-3"
    />
  );
}
