import { useQueryClient } from "@tanstack/react-query";
import type { Message } from "@whatskovi/contract";
import { Hourglass, RotateCw } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { UndoSend } from "./undo-send.tsx";
import { deleteMessage, editMessage, react } from "./message-verbs.ts";
import { retryFailed } from "./send-message.ts";

type Action = Message["actions"][number];

const lineClass = "max-w-120 pt-1 text-end text-meta text-pretty";

function RetryButton({ onRetry }: { onRetry: () => Promise<void> }) {
  const t = useT("conversation");
  const errorText = useErrorText();
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <>
      {problem !== null && <span>{problem} </span>}
      <button
        type="button"
        onClick={() => void onRetry().catch((refusal: unknown) => setProblem(errorText(refusal)))}
        className="inline-flex min-h-6 items-center gap-1 font-semibold underline underline-offset-2 pointer-coarse:ml-auto pointer-coarse:flex pointer-coarse:min-h-11"
      >
        <RotateCw aria-hidden className="size-3" />
        {t("retry")}
      </button>
    </>
  );
}

function Failure({ message }: { message: Message }) {
  const t = useT("conversation");
  const queryClient = useQueryClient();
  return (
    <p className={`${lineClass} text-danger-ink`}>
      {t(`failure.${message.failureCode ?? "other"}`)} <RetryButton onRetry={() => retryFailed(queryClient, message)} />
    </p>
  );
}

/** It waits though the number is connected: until when, and what for. */
function Held({ message }: { message: Message }) {
  const t = useT("conversation.held");
  const formats = useFormats();
  if (message.heldBecause === null) return null;
  const until = message.heldUntil === null ? "" : formats.dateTime(message.heldUntil);
  return (
    <p className={`${lineClass} flex flex-wrap items-center justify-end gap-x-2 text-ink-faint`}>
      <span>
        <Hourglass aria-hidden className="mr-1 inline size-3 align-baseline" />
        {t(message.heldBecause, { until })}
      </span>
      <UndoSend message={message} />
    </p>
  );
}

/** What we asked of WhatsApp about a message and what it refused, with the way to ask again. */
function FailedAction({ message, action }: { message: Message; action: Action }) {
  const t = useT("conversation");
  const queryClient = useQueryClient();
  const again = () => {
    if (action.kind === "REACTION") return react(queryClient, message, action.payload.emoji ?? null);
    if (action.kind === "EDIT") return editMessage(queryClient, message, action.payload.body ?? message.body);
    return deleteMessage(queryClient, message);
  };
  return (
    <p className={`${lineClass} text-danger-ink`}>
      {t(`actionFailed.${action.kind}`)} <RetryButton onRetry={again} />
    </p>
  );
}

/** What must be said below a message: why it failed or waits, and what became of changes to it. */
export function MessageState({ message }: { message: Message }) {
  const t = useT("conversation");
  const failed = message.actions.filter(({ status }) => status === "FAILED");
  const isDeleting = message.actions.some(({ kind, status }) => kind === "REVOKE" && status !== "FAILED");
  return (
    <>
      {message.status === "FAILED" && <Failure message={message} />}
      {message.status === "PENDING" && <Held message={message} />}
      {isDeleting && <p className={`${lineClass} text-ink-faint`}>{t("deleting")}</p>}
      {failed.map((action) => (
        <FailedAction key={action.id} message={message} action={action} />
      ))}
    </>
  );
}
