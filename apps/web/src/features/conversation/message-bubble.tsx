import type { Message } from "@whatskovi/contract";
import { useQueryClient } from "@tanstack/react-query";
import { Ban, Copy, Forward, Reply, RotateCw } from "lucide-react";
import { memo, useState } from "react";
import { useFormats } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { Bubble, type BubbleSide } from "./bubble.tsx";
import { FormattedText } from "./formatted-text.tsx";
import { MediaCard } from "./media-card.tsx";
import { QuoteText } from "./quote.tsx";
import { retryFailed } from "./send-message.ts";
import { SpecialContent } from "./special-content.tsx";
import { Ticks } from "./ticks.tsx";
import type { GroupPlace } from "./timeline.ts";

export type MessageActions = {
  readonly onQuote: ((message: Message) => void) | null;
  readonly onJump: (messageId: string) => void;
  readonly onOpenMedia: (message: Message) => void;
};

const sideOf = ({ direction, isPrivate }: Message): BubbleSide =>
  isPrivate ? "note" : direction === "INBOUND" ? "in" : "out";

function useAuthor(me: string, contactName: string) {
  const t = useT("conversation");
  return ({ direction, user, userId }: Pick<Message, "direction" | "user" | "userId">) => {
    if (direction === "INBOUND") return contactName;
    if (userId === me) return t("you");
    return user?.name ?? t("phone");
  };
}

function Failure({ message }: { message: Message }) {
  const t = useT("conversation");
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const retry = () => retryFailed(queryClient, message).catch((error: unknown) => setProblem(errorText(error)));
  return (
    <p className="max-w-120 pt-1 text-end text-meta text-pretty text-danger-ink">
      {problem ?? t(`failure.${message.failureCode ?? "other"}`)}{" "}
      <button
        type="button"
        onClick={() => void retry()}
        className="inline-flex min-h-6 items-center gap-1 font-semibold underline underline-offset-2 pointer-coarse:-my-3 pointer-coarse:py-3"
      >
        <RotateCw aria-hidden className="size-3" />
        {t("retry")}
      </button>
    </p>
  );
}

function Meta({ message }: { message: Message }) {
  const t = useT("conversation");
  const formats = useFormats();
  const isOurs = message.direction === "OUTBOUND" && !message.isPrivate;
  return (
    <span className="float-right mt-1 -mb-0.5 ml-3 flex items-center gap-1 text-meta text-ink-faint tabular-nums select-none">
      {message.editedAt !== null && message.deletedAt === null && <span>{t("edited")}</span>}
      <time dateTime={message.sentAt} title={formats.dateTime(message.sentAt)}>
        {formats.time(message.sentAt)}
      </time>
      {isOurs && <Ticks status={message.status} />}
    </span>
  );
}

function Content({
  message,
  actions,
  quoteAuthor,
}: {
  message: Message;
  actions: MessageActions;
  quoteAuthor: string;
}) {
  const t = useT("conversation");
  const { quotedMessage, media } = message;
  return (
    <>
      {message.content.forwarded === true && (
        <p className="flex items-center gap-1 text-meta text-ink-faint italic">
          <Forward aria-hidden className="size-3" />
          {t("forwarded")}
        </p>
      )}
      {quotedMessage !== null && (
        <button
          type="button"
          onClick={() => actions.onJump(quotedMessage.id)}
          title={t("goToQuote")}
          className="mt-0.5 mb-1 block w-full min-w-0 rounded-control border-l-2 border-accent bg-hover px-2 py-1"
        >
          <QuoteText quoted={quotedMessage} author={quoteAuthor} />
        </button>
      )}
      {media !== null && (
        <div className="-mx-1.5 my-0.5">
          <MediaCard message={message} media={media} onOpen={() => actions.onOpenMedia(message)} />
        </div>
      )}
      {message.content.poll === undefined && <SpecialContent message={message} />}
      {message.body !== "" && <FormattedText text={message.body} mentions={message.content.mentions} />}
      {message.content.poll !== undefined && <SpecialContent message={message} />}
    </>
  );
}

function Deleted({ message }: { message: Message }) {
  const t = useT("conversation");
  return (
    <div className="text-ink-soft">
      <p className="flex items-center gap-1 text-small italic">
        <Ban aria-hidden className="size-4 shrink-0" />
        {message.direction === "INBOUND" ? t("deletedByCustomer") : t("deleted")}
      </p>
      {message.body !== "" && (
        <s className="text-ink-faint">
          <FormattedText text={message.body} />
        </s>
      )}
    </div>
  );
}

function Reactions({ reactions }: { reactions: Message["reactions"] }) {
  if (reactions.length === 0) return null;
  return (
    <span className="mt-1 flex clear-both gap-1">
      {reactions.map((reaction, index) => (
        <span key={index} className="rounded-control border border-line bg-surface px-1 text-small">
          {reaction.emoji}
        </span>
      ))}
    </span>
  );
}

const actionClass =
  "grid size-8 place-items-center rounded-control text-ink-faint hover:bg-hover hover:text-ink pointer-coarse:size-11";

function Actions({ message, onQuote }: { message: Message; onQuote: MessageActions["onQuote"] }) {
  const t = useT("conversation");
  const copy = () => void navigator.clipboard.writeText(message.body);
  return (
    <div className="flex shrink-0 opacity-0 transition-opacity group-focus-within/bubble:opacity-100 group-hover/bubble:opacity-100 pointer-coarse:hidden pointer-coarse:group-focus-within/bubble:flex">
      {onQuote !== null && (
        <button
          type="button"
          aria-label={t("reply")}
          title={t("reply")}
          onClick={() => onQuote(message)}
          className={actionClass}
        >
          <Reply aria-hidden className="size-4" />
        </button>
      )}
      {message.body !== "" && (
        <button type="button" aria-label={t("copy")} title={t("copy")} onClick={copy} className={actionClass}>
          <Copy aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}

type MessageBubbleProps = {
  readonly message: Message;
  readonly place: GroupPlace;
  readonly me: string;
  readonly contactName: string;
  readonly isHighlighted: boolean;
  readonly actions: MessageActions;
};

/** A stored message or note. */
export const MessageBubble = memo(function MessageBubble({
  message,
  place,
  me,
  contactName,
  isHighlighted,
  actions,
}: MessageBubbleProps) {
  const authorOf = useAuthor(me, contactName);
  const isDeleted = message.deletedAt !== null;
  const canQuote = !message.isPrivate && !isDeleted && message.type !== "SYSTEM" && message.status !== "FAILED";
  const quoteAuthor =
    message.quotedMessage?.direction === "INBOUND"
      ? contactName
      : authorOf({ direction: "OUTBOUND", user: null, userId: me });
  const isNamed = message.direction === "OUTBOUND" && message.userId !== me;
  return (
    <Bubble
      side={sideOf(message)}
      place={place}
      author={isNamed || message.isPrivate ? authorOf(message) : null}
      isHighlighted={isHighlighted}
      actions={!isDeleted && <Actions message={message} onQuote={canQuote ? actions.onQuote : null} />}
      below={message.status === "FAILED" && <Failure message={message} />}
    >
      <div className="flow-root">
        {isDeleted ? (
          <Deleted message={message} />
        ) : (
          <Content message={message} actions={actions} quoteAuthor={quoteAuthor} />
        )}
        <Meta message={message} />
        <Reactions reactions={message.reactions} />
      </div>
    </Bubble>
  );
});
