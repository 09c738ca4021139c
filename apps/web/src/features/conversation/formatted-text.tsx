import { Fragment, memo } from "react";
import { type Inline, parseMessage } from "./message-format.ts";

const tags = { bold: "strong", italic: "em", strike: "s" } as const;

function render(inline: Inline, key: number) {
  if (inline.kind === "text") return <Fragment key={key}>{inline.text}</Fragment>;
  if (inline.kind === "mono")
    return (
      <code key={key} className="font-mono text-small">
        {inline.text}
      </code>
    );
  if (inline.kind === "link")
    return (
      <a
        key={key}
        href={inline.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="underline underline-offset-2"
      >
        {inline.text}
      </a>
    );
  const Tag = tags[inline.kind];
  return <Tag key={key}>{inline.children.map(render)}</Tag>;
}

/** A message's text with WhatsApp's formatting. Nothing in it is ever taken for HTML. */
export const FormattedText = memo(function FormattedText({ text }: { text: string }) {
  return <span className="break-words whitespace-pre-wrap">{parseMessage(text).map(render)}</span>;
});
