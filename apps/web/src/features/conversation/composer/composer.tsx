import { lazyPart } from "../../../components/ui/index.ts";
import type { QuickReply, Ticket } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import clsx from "clsx";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { api, endpoints } from "../../../lib/api/index.ts";
import { useErrorText, useT } from "../../../lib/i18n/index.ts";
import { emit } from "../../../lib/realtime/index.ts";
import { usePreference } from "../../../stores/preferences.ts";
import { useCurrentUser } from "../../../stores/session.ts";
import { showToast } from "../../../stores/toasts.ts";
import { attach, filesOf, maximumFiles, problemOf, useAttachments } from "./attachments.ts";
import { ComposerActions } from "./composer-actions.tsx";
import { ComposerEditing } from "./composer-editing.tsx";
import { ComposerField } from "./composer-field.tsx";
import { ComposerFiles } from "./composer-files.tsx";
import { focusComposer, useComposerFocus } from "./composer-focus.ts";
import { ComposerModes } from "./composer-modes.tsx";
import { ComposerQuote } from "./composer-quote.tsx";
import { ComposerRecording } from "./composer-recording.tsx";
import { ComposerWarnings } from "./composer-warnings.tsx";
import type { Chosen } from "./completions.tsx";
import { saveDrafts } from "./draft-sync.ts";
import { replaceIn } from "./replace-in.ts";
import { useCollision } from "./use-collision.ts";
import { useCompletion } from "./use-completion.ts";
import { useComposerDraft } from "./use-composer-draft.ts";
import { useQuestions } from "./use-questions.ts";
import { useRecording } from "./use-recording.ts";
import { useSubmit } from "./use-submit.ts";
import { canRecord } from "./voice-recording.ts";

const Completions = lazyPart(() => import("./completions.tsx").then((module) => module.Completions), "above");

const longest = 4096;
const typingEvery = 3000;
const openVariable = /\{\{[^{}]+\}\}/g;

/** Out of the field, but not out of the conversation: from here the keys that work alone do. */
const focusMessages = () => document.querySelector<HTMLElement>("[data-message-log]")?.focus({ preventScroll: true });

/** On a phone's keyboard Enter breaks the line: there is a button to send. */
const isTouchKeyboard = () => window.matchMedia("(pointer: coarse)").matches;

function useTypingSignal(ticketId: string): () => void {
  const last = useRef(0);
  return () => {
    const now = Date.now();
    if (now - last.current < typingEvery) return;
    last.current = now;
    emit("ticket:typing", { ticketId });
  };
}

/** Brings the cursor into the field when somebody asks for it. */
function useWantedFocus(field: { current: HTMLTextAreaElement | null }, choose: ((isNote: boolean) => void) | null) {
  const wanted = useComposerFocus((focus) => focus.wanted);
  useEffect(() => {
    if (wanted === null) return;
    useComposerFocus.setState({ wanted: null });
    if (wanted.mode !== "any") choose?.(wanted.mode === "note");
    field.current?.focus();
  }, [wanted, choose, field]);
}

/** Where one writes. What is written here is kept until it is sent. */
export function Composer({ ticket, canSend }: { ticket: Ticket; canSend: boolean }) {
  const t = useT("composer");
  const errorText = useErrorText();
  const me = useCurrentUser();
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useAttachments(filesOf(ticket.id));
  const sendsOnEnter = usePreference("sendsOnEnter");
  const signalTyping = useTypingSignal(ticket.id);
  const composer = useComposerDraft(ticket, canSend);
  const { body, draft, editing, isNote, quoted, write } = composer;
  const { recording, start: startRecording, end: endRecording } = useRecording();
  const isEditing = editing !== undefined;
  const completion = useCompletion(field, { ticket, isNote, isEditing, write });
  const sending = useSubmit(ticket, composer, isEditing ? [] : files);
  const isReply = !isNote && !isEditing;
  const { collision, dismiss } = useCollision(ticket, me.id, {
    isBegun: canSend && draft.body !== "",
    typedAt: draft.version,
  });
  const open = isEditing || !body.includes("{{") ? null : (body.match(openVariable)?.[0] ?? null);
  const questions = useQuestions([isReply && collision !== null ? `answered ${collision.messageId}` : null, open]);
  useWantedFocus(field, isEditing ? null : composer.choose);

  const can = driverCapabilities[ticket.connection.driver];
  const excess = body.length - longest;
  const shownFiles = isEditing ? [] : files;
  const areFilesFit = shownFiles.every((one) => problemOf(one, can, isNote) === null);
  const canSubmit = excess <= 0 && areFilesFit && (body.trim() !== "" || shownFiles.length > 0);
  const offersVoice = isReply && body === "" && files.length === 0 && can.voiceNotes && canRecord();
  const focus = () => field.current?.focus();

  const addFiles = (added: Iterable<File>) => {
    if (!attach(ticket.id, added)) showToast(t("tooManyFiles", { count: maximumFiles }));
    focus();
  };
  const insert = (text: string) => {
    if (field.current === null) return;
    const { selectionStart, selectionEnd } = field.current;
    replaceIn(field.current, { from: selectionStart, to: selectionEnd }, text, write);
  };
  const addFileOf = async ({ media }: QuickReply) => {
    if (media === null) return;
    try {
      const bytes = await api.blob(endpoints.getMedia, { params: { id: media.id }, query: { variant: "original" } });
      addFiles([new File([bytes], media.fileName, { type: media.mimeType })]);
    } catch (refusal) {
      showToast(errorText(refusal), { tone: "danger" });
    }
  };
  const choose = ({ text, mention, reply }: Chosen) => {
    completion.put(text);
    if (mention !== undefined) composer.name(mention);
    if (reply !== undefined) void addFileOf(reply);
  };
  const submit = () => {
    if (!canSubmit || !questions.settle()) return focus();
    sending.submit();
    questions.forget();
    focus();
  };
  const stopEditing = () => {
    composer.stopEditing();
    focus();
  };

  /** From the inside out: editing, then the quote, then the field itself. What is left belongs to the inbox. */
  const onEscape = (event: KeyboardEvent) => {
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key !== "Escape" || event.defaultPrevented || !isInside) return;
    if (isEditing) stopEditing();
    else if (quoted !== null) composer.unquote();
    else if (event.target === field.current) focusMessages();
    else return;
    event.preventDefault();
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (completion.onKey(event)) return true;
    if (event.key !== "Enter") return false;
    const isCommand = event.ctrlKey || event.metaKey;
    if (!isCommand && (event.shiftKey || !sendsOnEnter || isTouchKeyboard())) return false;
    event.preventDefault();
    submit();
    return true;
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape, wherever the focus stands in it
    <div className="shrink-0 px-3 pb-3" onKeyDown={onEscape}>
      <div
        className={clsx(
          "relative mx-auto max-w-200 rounded-card border transition-colors focus-within:border-accent",
          isNote ? "border-note-line bg-note focus-within:border-note-ink" : "border-line-strong/60 bg-surface",
        )}
      >
        {completion.trigger !== null && (
          <Completions
            id={completion.id}
            trigger={completion.trigger}
            onKeys={completion.setKeys}
            onActive={completion.setActive}
            onChoose={choose}
            {...{ ticket, isNote }}
          />
        )}
        {recording !== null && (
          <ComposerRecording
            recording={recording}
            onSend={(file) => {
              endRecording();
              sending.sendExtra({ type: "AUDIO", voice: true }, file);
              focusComposer("any");
            }}
            onCancel={() => {
              recording.cancel();
              endRecording();
              focusComposer("any");
            }}
          />
        )}
        {isEditing && <ComposerEditing message={editing.message} onCancel={stopEditing} />}
        {canSend && !isEditing && recording === null && (
          <ComposerModes
            isNote={isNote}
            onChoose={(isPrivate) => {
              composer.choose(isPrivate);
              focus();
            }}
          />
        )}
        {quoted !== null && <ComposerQuote quoted={quoted} ticket={ticket} onCancel={composer.unquote} />}
        <ComposerWarnings
          collision={isReply ? collision : null}
          variable={open}
          asked={questions.asked}
          onDismiss={dismiss}
          onSend={submit}
        />
        <ComposerFiles ticket={ticket} files={shownFiles} isNote={isNote} />
        <ComposerField
          field={field}
          body={body}
          label={t(isNote ? "noteLabel" : "label", { name: ticket.contact.name })}
          placeholder={t(isNote ? "notePlaceholder" : placeholderFor(shownFiles.length))}
          isHidden={recording !== null}
          list={completion.list}
          onWrite={(text) => {
            write(text);
            completion.look();
            if (!isNote && text !== "") signalTyping();
          }}
          onKey={onKey}
          onCaret={completion.look}
          onFiles={addFiles}
          onLeave={() => {
            completion.close();
            saveDrafts();
          }}
        />
        <ComposerActions
          isHidden={recording !== null}
          {...{ ticket, isNote, isEditing, canSubmit, offersVoice, sendsOnEnter, excess }}
          onFiles={addFiles}
          onExtra={(extra, file) => {
            sending.sendExtra(extra, file);
            focus();
          }}
          onInsert={insert}
          onFocus={focus}
          onRecord={startRecording}
          onSubmit={submit}
        />
      </div>
    </div>
  );
}

const placeholderFor = (files: number) =>
  files === 0 ? "placeholder" : files === 1 ? "placeholderCaption" : "placeholderBefore";
