import type { Ticket } from "@whatskovi/contract";
import { useErrorText } from "../../../lib/i18n/index.ts";
import { showToast } from "../../../stores/toasts.ts";
import { editMessage } from "../message-verbs.ts";
import { type SendExtra, sendMessage } from "../send-message.ts";
import { type Attached, detachAll } from "./attachments.ts";
import type { ComposerDraft } from "./use-composer-draft.ts";

/** What leaves the composer: an edited message, a text, files each with its caption, or something else that a number can send. */
export function useSubmit(ticket: Ticket, composer: ComposerDraft, files: readonly Attached[]) {
  const errorText = useErrorText();
  const { queryClient, editing, isNote, quoted, body, named, clear, stopEditing, unquote } = composer;

  const submitEdit = ({ message, named: added }: NonNullable<typeof editing>) => {
    const text = body.trim();
    stopEditing();
    if (text === message.body) return;
    const mentionedUserIds = added.filter((one) => text.includes(`@${one.name}`)).map(({ id }) => id);
    editMessage(queryClient, message, text, mentionedUserIds).catch((refusal: unknown) =>
      showToast(errorText(refusal), { tone: "danger" }),
    );
  };

  const namesOf = (): SendExtra => {
    if (named.length === 0) return {};
    if (isNote) return { mentionedUserIds: named.map(({ id }) => id) };
    return { mentions: named.map(({ id, name }) => ({ contactId: id, handle: name })) };
  };

  const submit = () => {
    if (editing !== undefined) return submitEdit(editing);
    const text = body.trim();
    const message = { ticketId: ticket.id, isPrivate: isNote };
    // Of one file what is written is the caption; before several it is a message of its own.
    const isCaption = files.length === 1;
    let quotedMessageId = quoted?.id ?? null;
    const send = (fields: { body: string; file: File | null; extra?: SendExtra }) => {
      sendMessage(queryClient, { ...message, quotedMessageId, ...fields });
      quotedMessageId = null;
    };
    const extra = namesOf();
    const withNames = named.length > 0 ? { extra } : {};
    if (text !== "" && !isCaption) send({ body: text, file: null, ...withNames });
    for (const { file, caption, sendsAs } of files) {
      const as: SendExtra = { ...(sendsAs && { type: sendsAs }), ...(isCaption && isNote && extra) };
      send({ body: isCaption ? text : caption.trim(), file, ...(Object.keys(as).length > 0 && { extra: as }) });
    }
    clear();
    detachAll(ticket.id);
  };

  const sendExtra = (extra: SendExtra, file: File | null = null) => {
    sendMessage(queryClient, {
      ticketId: ticket.id,
      isPrivate: false,
      quotedMessageId: quoted?.id ?? null,
      body: "",
      file,
      extra,
    });
    if (quoted !== null) unquote();
  };
  return { submit, sendExtra };
}
