import type { Message } from "@whatskovi/contract";
import clsx from "clsx";
import { Ban, Forward } from "lucide-react";
import { memo, useRef } from "react";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { Bubble, type BubbleSide } from "./bubble.tsx";
import { FormattedText } from "./formatted-text.tsx";
import { MediaCard } from "./media-card.tsx";
import type { MessageCommands } from "./message-commands.ts";
import { isEmojiOnly, namedIn, plainText } from "./message-format.ts";
import { MessageMenu } from "./message-menu.tsx";
import { MessageReactions } from "./message-reactions.tsx";
import { MessageState } from "./message-state.tsx";
import type { MessageAbility } from "./message-verbs.ts";
import { QuoteText } from "./quote.tsx";
import { SpecialContent } from "./special-content.tsx";
import { Ticks } from "./ticks.tsx";
import type { GroupPlace } from "./timeline.ts";
import { useAuthors } from "./use-authors.ts";
import { useBubbleHandlers } from "./use-bubble-handlers.ts";

export type MessageActions = {
  readonly abilitiesOf: (message: Message) => ReadonlySet<MessageAbility>;
  readonly onQuote: (message: Message) => void;
  readonly onEdit: (message: Message) => void;
  readonly onForward: (message: Message) => void;
  readonly onNote: ((message: Message) => void) | null;
  /** A message that is loaded. */
  readonly find: (messageId: string) => Message | undefined;
  readonly onJump: (messageId: string) => void;
  readonly onOpenMedia: (message: Message) => void;
};

const sideOf = ({ direction, isPrivate }: Message): BubbleSide =>
  isPrivate ? "note" : direction === "INBOUND" ? "in" : "out";

const isVoice = ({ type, body, media }: Message): boolean =>
  type === "AUDIO" && body === "" && media?.status === "READY";

const isBareSticker = ({ type, media, quotedMessage, deletedAt }: Message): boolean =>
  type === "STICKER" && media?.status === "READY" && quotedMessage === null && deletedAt === null;

function Meta({ message }: { message: Message }) {
  const t = useT("conversation");
  const formats = useFormats();
  const isOurs = message.direction === "OUTBOUND" && !message.isPrivate;
  return (
    <span
      className={clsx(
        "float-right -mb-0.5 ml-3 flex items-center gap-1 text-meta text-ink-faint tabular-nums select-none",
        isVoice(message) && message.deletedAt === null ? "-mt-5.5" : "mt-1",
      )}
    >
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
  me,
  actions,
  quoteAuthor,
}: {
  message: Message;
  me: string;
  actions: MessageActions;
  quoteAuthor: string;
}) {
  const t = useT("conversation");
  const { quotedMessage, media } = message;
  const editing = message.actions.findLast(({ kind, status }) => kind === "EDIT" && status !== "FAILED");
  const body = editing?.payload.body ?? message.body;
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
      {body !== "" && (
        <span className={clsx(isEmojiOnly(body) && "text-code")}>
          <FormattedText text={body} mentions={namedIn(message.content, me)} />
        </span>
      )}
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
  const { authorOf, quotedAuthor } = useAuthors(me, contactName);
  const isDeleted = message.deletedAt !== null;
  const { quotedMessage } = message;
  const quoteAuthor = quotedMessage === null ? "" : quotedAuthor(quotedMessage, actions.find(quotedMessage.id));
  const commands = useRef<MessageCommands>({});
  const handlers = useBubbleHandlers(commands);
  const kinds = useT("kinds");
  const formats = useFormats();
  const said = isDeleted ? "" : plainText(message.body) || kinds(message.type);
  const isNamed = message.author !== null || (message.direction === "OUTBOUND" && message.userId !== me);
  return (
    <Bubble
      side={sideOf(message)}
      place={place}
      author={isNamed || message.isPrivate ? authorOf(message) : null}
      label={`${authorOf(message)}, ${formats.time(message.sentAt)}: ${said}`}
      isHighlighted={isHighlighted}
      handlers={handlers}
      isBare={isBareSticker(message)}
      actions={
        <MessageMenu
          message={message}
          abilities={actions.abilitiesOf(message)}
          commands={commands}
          {...actions}
          onNote={isDeleted ? null : actions.onNote}
        />
      }
      edge={<MessageReactions message={message} />}
      below={<MessageState message={message} />}
    >
      <div className="flow-root">
        {isDeleted ? (
          <Deleted message={message} />
        ) : (
          <Content message={message} me={me} actions={actions} quoteAuthor={quoteAuthor} />
        )}
        <Meta message={message} />
      </div>
    </Bubble>
  );
});
