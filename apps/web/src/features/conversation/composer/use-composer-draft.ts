import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DraftMention, Message, Ticket } from "@whatskovi/contract";
import { useCallback } from "react";
import { rowsOf } from "../../../lib/query/paged-rows.ts";
import { changeDraft, emptyDraft, useDrafts } from "../../../stores/drafts.ts";
import { changeEditing, endEditing, useEditing } from "../editing.ts";
import { messageQuery, messagesQuery } from "../message-queries.ts";

/** The message that is answered to, fetched where it is not at hand. Looks through the conversation when that changes, not for every key. */
function useQuoted(ticketId: string, messageId: string | null): Message | null {
  const select = useCallback(
    (pages: Parameters<typeof rowsOf<Message>>[0]) =>
      messageId === null ? null : (rowsOf(pages).find((message) => message.id === messageId) ?? null),
    [messageId],
  );
  const { data } = useInfiniteQuery({ ...messagesQuery(ticketId), select });
  const { data: elsewhere } = useQuery({
    ...messageQuery(ticketId, messageId ?? ""),
    enabled: messageId !== null && data === null,
  });
  return data ?? elsewhere ?? null;
}

/** What is in the composer of a ticket: a reply or a note, or a message that is edited meanwhile. */
export function useComposerDraft(ticket: Ticket, canSend: boolean) {
  const ticketId = ticket.id;
  const queryClient = useQueryClient();
  const draft = useDrafts((drafts) => drafts.byTicket[ticketId]) ?? emptyDraft;
  const editing = useEditing(({ byTicket }) => byTicket[ticketId]);
  const isNote = editing?.message.isPrivate ?? (draft.isPrivate || !canSend);
  const quote = isNote ? "noteQuotedMessageId" : "quotedMessageId";
  const quoted = useQuoted(ticketId, editing !== undefined ? null : draft[quote]);
  const body = editing?.body ?? (isNote ? draft.noteBody : draft.body);

  const write = (text: string) => {
    if (editing !== undefined) changeEditing(ticketId, { body: text });
    else changeDraft(ticketId, isNote ? { noteBody: text } : { body: text });
  };
  const kind: DraftMention["kind"] = isNote ? "colleague" : "member";
  const named = draft.mentions.filter((mention) => mention.kind === kind && body.includes(`@${mention.name}`));
  const name = (mention: Omit<DraftMention, "kind">) => {
    if (editing !== undefined) return changeEditing(ticketId, { named: [...editing.named, mention].slice(-20) });
    const others = draft.mentions.filter(({ id }) => id !== mention.id);
    changeDraft(ticketId, { mentions: [...others, { ...mention, kind }].slice(-100) });
  };
  /** What was written is on its way: the other side and the mode stay. */
  const clear = () => {
    const mentions = draft.mentions.filter((mention) => mention.kind !== kind);
    changeDraft(ticketId, { [isNote ? "noteBody" : "body"]: "", [quote]: null, mentions });
  };
  return {
    queryClient,
    draft,
    editing,
    isNote,
    quoted,
    body,
    named,
    write,
    name,
    clear,
    choose: (isPrivate: boolean) => changeDraft(ticketId, { isPrivate }),
    unquote: () => changeDraft(ticketId, { [quote]: null }),
    stopEditing: () => endEditing(ticketId),
  };
}

export type ComposerDraft = ReturnType<typeof useComposerDraft>;
