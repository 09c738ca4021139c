import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import clsx from "clsx";
import { Check, Mic, SendHorizontal } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { IconButton } from "../../../components/ui/index.ts";
import { useErrorText, useT } from "../../../lib/i18n/index.ts";
import { rowsOf } from "../../../lib/query/paged-rows.ts";
import { useChangePreferences } from "../../../lib/preferences/index.ts";
import { emit } from "../../../lib/realtime/index.ts";
import { changeDraft, clearDraft, emptyDraft, useDrafts } from "../../../stores/drafts.ts";
import { usePreference } from "../../../stores/preferences.ts";
import { showToast } from "../../../stores/toasts.ts";
import { attach, detach, detachAll, filesOf, maximumFiles, useAttachments } from "./attachments.ts";
import { ComposerAttach } from "./composer-attach.tsx";
import { ComposerEditing } from "./composer-editing.tsx";
import { ComposerFiles } from "./composer-files.tsx";
import { ComposerModes } from "./composer-modes.tsx";
import { ComposerQuote } from "./composer-quote.tsx";
import { ComposerRecording } from "./composer-recording.tsx";
import { changeEditing, endEditing, useEditing } from "../editing.ts";
import { focusComposer, useComposerFocus } from "./composer-focus.ts";
import { messagesQuery } from "../message-queries.ts";
import { editMessage } from "../message-verbs.ts";
import { type SendExtra, sendMessage } from "../send-message.ts";
import { canRecord, recordVoice, type VoiceRecording } from "./voice-recording.ts";

const longest = 4096;
const typingEvery = 3000;
const tallest = 200;

/** On a phone's keyboard Enter breaks the line: there is a button to send. */
const isTouchKeyboard = () => window.matchMedia("(pointer: coarse)").matches;

function useQuoted(ticketId: string, messageId: string | null) {
  const { data } = useInfiniteQuery({
    ...messagesQuery(ticketId),
    select: (pages) =>
      messageId === null ? null : (rowsOf(pages).find((message) => message.id === messageId) ?? null),
  });
  return data ?? null;
}

function useTypingSignal(ticketId: string): () => void {
  const last = useRef(0);
  return () => {
    const now = Date.now();
    if (now - last.current < typingEvery) return;
    last.current = now;
    emit("ticket:typing", { ticketId });
  };
}

/** The recording under way. It is thrown away when one leaves the conversation. */
function useRecording() {
  const t = useT("composer.recording");
  const [recording, setRecording] = useState<VoiceRecording | null>(null);
  useEffect(() => () => recording?.cancel(), [recording]);
  const start = () => void recordVoice().then(setRecording, () => showToast(t("noMicrophone"), { tone: "danger" }));
  const end = () => setRecording(null);
  return { recording, start, end };
}

/** Where one writes. What is written here is kept until it is sent. */
export function Composer({ ticket, canSend }: { ticket: Ticket; canSend: boolean }) {
  const t = useT("composer");
  const queryClient = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDrafts((drafts) => drafts.byTicket[ticket.id]) ?? emptyDraft;
  const files = useAttachments(filesOf(ticket.id));
  const sendsOnEnter = usePreference("sendsOnEnter");
  const changePreferences = useChangePreferences();
  const wanted = useComposerFocus((focus) => focus.wanted);
  const signalTyping = useTypingSignal(ticket.id);
  const errorText = useErrorText();
  const editing = useEditing(({ byTicket }) => byTicket[ticket.id]);
  const { recording, start: startRecording, end: endRecording } = useRecording();
  const isNote = editing?.message.isPrivate ?? (draft.isPrivate || !canSend);
  const quoted = useQuoted(ticket.id, isNote || editing !== undefined ? null : draft.quotedMessageId);
  const body = editing?.body ?? draft.body;
  const excess = body.length - longest;
  const hasFiles = editing === undefined && files.length > 0;
  const canSubmit = excess <= 0 && (body.trim() !== "" || hasFiles);
  const offersVoice =
    !isNote && body === "" && !hasFiles && driverCapabilities[ticket.connection.driver].voiceNotes && canRecord();

  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, tallest)}px`;
  }, [body, isNote]);

  useEffect(() => {
    if (wanted === null) return;
    useComposerFocus.setState({ wanted: null });
    if (wanted.mode !== "any" && editing === undefined) changeDraft(ticket.id, { isPrivate: wanted.mode === "note" });
    field.current?.focus();
  }, [wanted, ticket.id, editing]);

  const addFiles = (added: Iterable<File>) => {
    if (!attach(ticket.id, added)) showToast(t("tooManyFiles", { count: maximumFiles }));
    field.current?.focus();
  };

  const write = (change: string) => {
    if (editing === undefined) changeDraft(ticket.id, { body: change });
    else changeEditing(ticket.id, change);
  };

  const stopEditing = () => {
    endEditing(ticket.id);
    field.current?.focus();
  };

  const submitEdit = ({ message }: { message: NonNullable<typeof editing>["message"] }) => {
    const text = body.trim();
    stopEditing();
    if (text === message.body) return;
    editMessage(queryClient, message, text).catch((refusal: unknown) =>
      showToast(errorText(refusal), { tone: "danger" }),
    );
  };

  const sendExtra = (extra: SendExtra, file: File | null = null) => {
    const message = { ticketId: ticket.id, isPrivate: false, quotedMessageId: quoted?.id ?? null };
    sendMessage(queryClient, { ...message, body: "", file, extra });
    if (quoted !== null) changeDraft(ticket.id, { quotedMessageId: null });
    field.current?.focus();
  };

  const sendRecording = async (finished: VoiceRecording) => {
    endRecording();
    sendExtra({ type: "AUDIO", voice: true }, await finished.finish());
  };

  const submit = () => {
    if (!canSubmit) return;
    if (editing !== undefined) return submitEdit(editing);
    const message = { ticketId: ticket.id, isPrivate: isNote, quotedMessageId: quoted?.id ?? null };
    const [first = null, ...others] = files;
    sendMessage(queryClient, { ...message, body: draft.body.trim(), file: first });
    for (const file of others) sendMessage(queryClient, { ...message, quotedMessageId: null, body: "", file });
    clearDraft(ticket.id);
    if (draft.isPrivate) changeDraft(ticket.id, { isPrivate: true });
    detachAll(ticket.id);
    field.current?.focus();
  };

  /** From the inside out: editing, then the quote, then the field itself. What is left belongs to the inbox. */
  const onEscape = (event: KeyboardEvent) => {
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key !== "Escape" || event.defaultPrevented || !isInside) return;
    if (editing !== undefined) stopEditing();
    else if (quoted !== null) changeDraft(ticket.id, { quotedMessageId: null });
    else if (event.target === field.current) field.current.blur();
    else return;
    event.preventDefault();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (!isCommand && (event.shiftKey || !sendsOnEnter || isTouchKeyboard())) return;
    event.preventDefault();
    submit();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    addFiles(event.clipboardData.files);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape, wherever the focus stands in it
    <div className="shrink-0 px-3 pb-3" onKeyDown={onEscape}>
      <div
        className={clsx(
          "mx-auto max-w-200 rounded-card border transition-colors focus-within:border-accent",
          isNote ? "border-note-line bg-note focus-within:border-note-ink" : "border-line-strong/60 bg-surface",
        )}
      >
        {recording !== null && (
          <ComposerRecording
            recording={recording}
            onFinish={() => void sendRecording(recording)}
            onCancel={() => {
              recording.cancel();
              endRecording();
              focusComposer("any");
            }}
          />
        )}
        {editing !== undefined && <ComposerEditing message={editing.message} onCancel={stopEditing} />}
        {canSend && editing === undefined && recording === null && (
          <ComposerModes
            isNote={isNote}
            onChoose={(isPrivate) => {
              changeDraft(ticket.id, { isPrivate });
              field.current?.focus();
            }}
          />
        )}
        {quoted !== null && (
          <ComposerQuote
            quoted={quoted}
            ticket={ticket}
            onCancel={() => changeDraft(ticket.id, { quotedMessageId: null })}
          />
        )}
        {hasFiles && <ComposerFiles files={files} onRemove={(file) => detach(ticket.id, file)} />}
        <textarea
          ref={field}
          rows={1}
          hidden={recording !== null}
          value={body}
          aria-label={t(isNote ? "noteLabel" : "label", { name: ticket.contact.name })}
          placeholder={t(isNote ? "notePlaceholder" : "placeholder")}
          onChange={(event) => {
            write(event.target.value);
            if (!isNote && event.target.value !== "") signalTyping();
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="scroll-thin block min-h-9 w-full resize-none bg-transparent px-3 py-2 text-body outline-none"
        />
        <div hidden={recording !== null} className="flex items-center gap-1 px-2 pb-2 [&[hidden]]:hidden">
          {editing === undefined && (
            <ComposerAttach ticket={ticket} isNote={isNote} onFiles={addFiles} onSend={sendExtra} />
          )}
          <span className="min-w-0 flex-1 truncate text-end text-meta text-ink-faint">
            {excess > 0 ? (
              <span role="alert" className="text-danger-ink">
                {t("tooLong", { count: excess })}
              </span>
            ) : (
              <button
                type="button"
                onClick={() => changePreferences({ sendsOnEnter: !sendsOnEnter })}
                className="hidden max-w-full truncate rounded-control px-1 hover:text-ink tablet:inline pointer-coarse:hidden"
              >
                {t(sendsOnEnter ? "sendsOnEnterHint" : "sendsOnCtrlEnterHint")}
              </button>
            )}
          </span>
          {offersVoice ? (
            <IconButton label={t("record")} icon={<Mic />} onClick={startRecording} tooltipSide="top" />
          ) : (
            <IconButton
              label={t(editing !== undefined ? "saveEdit" : isNote ? "saveNote" : "send")}
              shortcut={sendsOnEnter ? "Enter" : "Ctrl+Enter"}
              tone="accent"
              icon={editing !== undefined ? <Check /> : <SendHorizontal />}
              disabled={!canSubmit}
              onClick={submit}
              tooltipSide="top"
            />
          )}
        </div>
      </div>
    </div>
  );
}
