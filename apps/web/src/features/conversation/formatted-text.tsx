import { Fragment, memo, type ReactNode } from "react";
import { type Inline, type Named, parseMessage, splitMentions } from "./message-format.ts";

const tags = { bold: "strong", italic: "em", strike: "s" } as const;

const renderer = (mentions: readonly Named[]) =>
  function render(inline: Inline, key: number): ReactNode {
    if (inline.kind === "text")
      return (
        <Fragment key={key}>
          {mentions.length === 0
            ? inline.text
            : splitMentions(inline.text, mentions).map((part, index) =>
                part.isMention ? (
                  <span
                    key={index}
                    className={
                      part.isMe
                        ? "rounded-control bg-accent-soft px-1 font-semibold text-accent-ink"
                        : "font-medium text-accent-ink"
                    }
                  >
                    {part.text}
                  </span>
                ) : (
                  part.text
                ),
              )}
        </Fragment>
      );
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
  };

const nobody: readonly Named[] = [];

type FormattedTextProps = { readonly text: string; readonly mentions?: readonly Named[] | undefined };

/** A message's text with WhatsApp's formatting and the names of who is mentioned. Nothing in it is ever taken for HTML. */
export const FormattedText = memo(function FormattedText({ text, mentions = nobody }: FormattedTextProps) {
  return <span className="break-words whitespace-pre-wrap">{parseMessage(text).map(renderer(mentions))}</span>;
});
