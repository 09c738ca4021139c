import { useQueryClient } from "@tanstack/react-query";
import { CloudOff, PencilLine, RotateCw, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { useIsOffline } from "../../lib/realtime/index.ts";
import { changeDraft, emptyDraft, useDrafts } from "../../stores/drafts.ts";
import { attach } from "./composer/attachments.ts";
import { focusComposer } from "./composer/composer-focus.ts";
import { discard, resend, withdraw } from "./send-message.ts";
import type { PendingMessage } from "./timeline.ts";

function Way({ icon, onPress, children }: { icon: ReactNode; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="inline-flex min-h-6 items-center gap-1 font-semibold underline underline-offset-2 pointer-coarse:min-h-11"
    >
      <span aria-hidden className="[&>svg]:size-3">
        {icon}
      </span>
      {children}
    </button>
  );
}

/** Puts a message back where it was written, behind what is being written now. */
function toDraft(pending: PendingMessage): Promise<void> {
  const { ticketId, body, isPrivate } = pending;
  return withdraw(pending, (file) => {
    const before = useDrafts.getState().byTicket[ticketId] ?? emptyDraft;
    const side = isPrivate ? "noteBody" : "body";
    changeDraft(ticketId, {
      [side]: [before[side], body].filter((part) => part !== "").join("\n"),
      isPrivate,
      quotedMessageId: before.quotedMessageId ?? pending.quotedMessageId,
    });
    if (file !== null) attach(ticketId, [file]);
    focusComposer("any");
  });
}

/** A recording or a place cannot be written anew: it goes or it does not. */
const isWritten = ({ extra = {} }: PendingMessage) =>
  Object.keys(extra).every((key) => key === "mentions" || key === "mentionedUserIds");

function Ways({ pending }: { pending: PendingMessage }) {
  const t = useT("conversation");
  const queryClient = useQueryClient();
  return (
    <span className="flex flex-wrap justify-end gap-x-3">
      {pending.state === "failed" && (
        <Way icon={<RotateCw />} onPress={() => void resend(queryClient, pending)}>
          {t(pending.error === "stale" ? "sendNow" : "retry")}
        </Way>
      )}
      {isWritten(pending) && (
        <Way icon={<PencilLine />} onPress={() => void toDraft(pending)}>
          {t("toDraft")}
        </Way>
      )}
      <Way icon={<Trash2 />} onPress={() => void discard(queryClient, pending)}>
        {t("discard")}
      </Way>
    </span>
  );
}

/** Why a message was refused, in words. */
export function useRefusalText(): (pending: PendingMessage) => string {
  const t = useT("conversation");
  return ({ error }) => {
    const key = `failure.${error ?? "other"}` as never;
    return t.has(key) ? t(key) : t("failure.other");
  };
}

/** What is said below a message that has not reached the server, with the ways out. */
export function PendingState({ pending }: { pending: PendingMessage }) {
  const t = useT("conversation.waiting");
  const refusalText = useRefusalText();
  const isOffline = useIsOffline();
  if (pending.state === "failed") {
    return (
      <div role="alert" className="max-w-120 pt-1 text-end text-meta text-pretty text-danger-ink">
        {refusalText(pending)}
        <Ways pending={pending} />
      </div>
    );
  }
  if (!isOffline && pending.isKept) return null;
  const text = !pending.isKept ? t("notKept") : t(pending.isAttempted ? "asking" : "offline");
  return (
    <div className="max-w-120 pt-1 text-end text-meta text-pretty text-ink-soft">
      <span className="inline-flex items-center gap-1">
        <CloudOff aria-hidden className="size-3 shrink-0" />
        {text}
      </span>
      {isOffline && pending.state === "queued" && !pending.isAttempted && <Ways pending={pending} />}
    </div>
  );
}
