import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { QuickReply, Ticket } from "@whatskovi/contract";
import { Paperclip } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocale } from "use-intl";
import { api, endpoints } from "../../../lib/api/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { noteEmoji, useEmojiChoices } from "../../../stores/emoji.ts";
import type { Locale } from "../../../stores/preferences.ts";
import { type Emoji, loadEmoji, searchEmoji, withTone } from "../../emoji/index.ts";
import {
  fillVariables,
  quickRepliesQuery,
  searchReplies,
  usableIn,
  useReplyValues,
} from "../../quick-replies/index.ts";
import { FormattedText } from "../formatted-text.tsx";
import type { Trigger } from "./completion.ts";
import { type AnswerKey, CompletionList } from "./completion-list.tsx";

/** What was chosen: the text for the place of the sign, and what comes with it. */
export type Chosen = {
  readonly text: string;
  readonly mention?: { readonly id: string; readonly name: string };
  readonly reply?: QuickReply;
};

type CompletionsProps = {
  readonly id: string;
  readonly trigger: Trigger;
  readonly ticket: Ticket;
  readonly isNote: boolean;
  readonly onKeys: (answer: AnswerKey | null) => void;
  readonly onActive: (id: string | null) => void;
  readonly onChoose: (chosen: Chosen) => void;
};

const mostShown = 8;
const mostReplies = 50;

function EmojiCompletions({ trigger, onChoose, ...list }: CompletionsProps) {
  const t = useT("emoji");
  const locale = useLocale() as Locale;
  const { tone } = useEmojiChoices();
  const [book, setBook] = useState<readonly Emoji[]>([]);
  useEffect(() => {
    let isGone = false;
    loadEmoji(locale).then(
      (loaded) => !isGone && setBook(loaded),
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [locale]);
  const items = searchEmoji(book, trigger.query, mostShown).map((one) => {
    const emoji = withTone(one, tone);
    const choose = () => {
      noteEmoji(emoji);
      onChoose({ text: emoji });
    };
    const label = (
      <>
        <span className="text-headline">{emoji}</span> <span className="truncate">{one.name}</span>
      </>
    );
    return { key: one.emoji, label, choose };
  });
  return <CompletionList {...list} label={t("label")} items={items} />;
}

function ReplyCompletions({ trigger, ticket, onChoose, ...list }: CompletionsProps) {
  const t = useT();
  const values = useReplyValues(ticket);
  const query = useQuery(quickRepliesQuery());
  const found = searchReplies(usableIn(query.data ?? [], ticket), trigger.query).slice(0, mostReplies);
  const items = found.map((reply) => ({
    key: reply.id,
    label: (
      <>
        <span className="shrink-0 font-medium">/{reply.shortcut}</span>
        {reply.media !== null && <Paperclip aria-hidden className="size-3 shrink-0 text-ink-soft" />}
        <span className="truncate text-ink-soft">{reply.body}</span>
      </>
    ),
    detail: reply.queue?.name ?? t(`quickReplies.scope.${reply.scope}`),
    choose: () => onChoose({ text: fillVariables(reply.body, values), reply }),
  }));
  const preview = (index: number) => {
    const reply = found[index];
    if (reply === undefined) return null;
    return (
      <>
        <span className="block text-pretty whitespace-pre-wrap">
          <FormattedText text={fillVariables(reply.body, values)} />
        </span>
        {reply.media !== null && (
          <span className="flex items-center gap-1 text-meta text-ink-soft">
            <Paperclip aria-hidden className="size-3" /> {reply.media.fileName}
          </span>
        )}
      </>
    );
  };
  const empty = query.isSuccess ? t(query.data.length === 0 ? "composer.noReplies" : "composer.noReply") : undefined;
  return (
    <CompletionList
      {...list}
      label={t("quickReplies.title")}
      items={items}
      preview={preview}
      {...(empty !== undefined && { empty })}
    />
  );
}

function ColleagueCompletions({ trigger, ticket, onChoose, ...list }: CompletionsProps) {
  const t = useT("composer");
  const { data } = useQuery({
    queryKey: ["mentionable", ticket.id, "colleagues", trigger.query],
    queryFn: ({ signal }) =>
      api.call(
        endpoints.listMentionableColleagues,
        { params: { id: ticket.id }, query: { q: trigger.query, limit: mostShown } },
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const items = (data?.items ?? []).map(({ id, name, canSee }) => ({
    key: id,
    label: <span className={canSee ? "truncate" : "truncate text-ink-soft"}>{name}</span>,
    ...(!canSee && { detail: t("cannotSee") }),
    choose: () => onChoose({ text: `@${name} `, mention: { id, name } }),
  }));
  return <CompletionList {...list} label={t("mention")} items={items} />;
}

function MemberCompletions({ trigger, ticket, onChoose, ...list }: CompletionsProps) {
  const t = useT("composer");
  const { data } = useQuery({
    queryKey: ["mentionable", ticket.id, "members", trigger.query],
    queryFn: ({ signal }) =>
      api.call(
        endpoints.listMentionableMembers,
        { params: { id: ticket.id }, query: { q: trigger.query, limit: mostShown } },
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const items = (data?.items ?? []).map(({ id, name, phoneNumber }) => ({
    key: id,
    label: <span className="truncate">{name}</span>,
    detail: phoneNumber ?? undefined,
    choose: () => onChoose({ text: `@${name} `, mention: { id, name } }),
  }));
  return <CompletionList {...list} label={t("mention")} items={items} />;
}

/** What a sign in the text offers, above the field. */
export function Completions(props: CompletionsProps) {
  const { kind } = props.trigger;
  if (kind === "emoji") return <EmojiCompletions {...props} />;
  if (kind === "reply") return <ReplyCompletions {...props} />;
  return props.isNote ? <ColleagueCompletions {...props} /> : <MemberCompletions {...props} />;
}
