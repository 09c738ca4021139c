import { Fragment, memo, type ReactNode } from "react";
import { type Block, type Inline, type Named, parseBlocks, splitMentions } from "./message-format.ts";
import { SearchedText } from "./search/searched-text.tsx";

const tags = { bold: "strong", italic: "em", strike: "s" } as const;

function LinkText({ link }: { link: Extract<Inline, { kind: "link" }> }) {
  const isPage = link.href.startsWith("http");
  return (
    <a
      href={link.href}
      {...(isPage && { target: "_blank", rel: "noopener noreferrer nofollow" })}
      className="underline underline-offset-2"
    >
      {link.text}
      {link.host !== undefined && <span className="text-ink-soft"> ({link.host})</span>}
    </a>
  );
}

const renderer = (mentions: readonly Named[]) =>
  function render(inline: Inline, key: number): ReactNode {
    switch (inline.kind) {
      case "text":
        return (
          <Fragment key={key}>
            {splitMentions(inline.text, mentions).map((part, index) =>
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
                <SearchedText key={index} text={part.text} />
              ),
            )}
          </Fragment>
        );
      case "mono":
        return (
          <code key={key} className="font-mono text-small">
            {inline.text}
          </code>
        );
      case "code":
        return (
          <code key={key} className="rounded-corner bg-hover px-1 font-mono text-small">
            {inline.text}
          </code>
        );
      case "link":
        return <LinkText key={key} link={inline} />;
      default: {
        const Tag = tags[inline.kind];
        return <Tag key={key}>{inline.children.map(render)}</Tag>;
      }
    }
  };

const nobody: readonly Named[] = [];

/** Spans, for a text may stand where only running text may. */
function BlockText({ block, render }: { block: Block; render: (inline: Inline, key: number) => ReactNode }) {
  if (block.kind === "text") return block.inlines.map(render);
  if (block.kind === "quote")
    return (
      <span className="my-1 block border-l-2 border-line-strong pl-2 text-ink-soft">{block.inlines.map(render)}</span>
    );
  return (
    <span role="list" className="block">
      {block.items.map(({ mark, inlines }, index) => (
        <span key={index} role="listitem" className="flex gap-2">
          <span className="min-w-4 shrink-0 text-end tabular-nums">{mark}</span>
          <span className="min-w-0">{inlines.map(render)}</span>
        </span>
      ))}
    </span>
  );
}

type FormattedTextProps = { readonly text: string; readonly mentions?: readonly Named[] | undefined };

/** A message's text with WhatsApp's formatting and the names of who is mentioned. Nothing in it is ever taken for HTML. */
export const FormattedText = memo(function FormattedText({ text, mentions = nobody }: FormattedTextProps) {
  const render = renderer(mentions);
  return (
    <span className="break-words whitespace-pre-wrap">
      {parseBlocks(text).map((block, index) => (
        <BlockText key={index} block={block} render={render} />
      ))}
    </span>
  );
});
