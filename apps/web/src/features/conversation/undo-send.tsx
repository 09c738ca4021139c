import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { Message } from "@whatskovi/contract";
import { Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { returnToDraft } from "../../stores/drafts.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";
import { focusComposer } from "./composer/composer-focus.ts";
import { removeMessage } from "./message-cache.ts";

/** Takes back what has not left: gone for everybody, and in the composer again. Throws `ApiError` when it has left. */
async function undoSend(queryClient: QueryClient, { id, ticketId, body }: Message): Promise<void> {
  const draft = await api.call(endpoints.undoMessage, { params: { id } });
  if (ticketId !== null) removeMessage(queryClient, { messageId: id, ticketId });
  returnToDraft(draft, body);
  focusComposer("reply");
}

/** Whether a message of one's own can be taken back by this person, as far as the screen knows: the server decides. */
export const isUndoable = (message: Message, me: string): boolean =>
  message.status === "PENDING" &&
  message.heldBecause !== null &&
  message.userId === me &&
  message.type === "TEXT" &&
  message.content.template === undefined;

function useSecondsLeft(until: string | null): number {
  const left = () => (until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `left` is made of `until`
  }, [until]);
  return seconds;
}

/** Below a message that waits: take it back, and for how long that is sure. */
export function UndoSend({ message }: { message: Message }) {
  const t = useT("conversation");
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const me = useCurrentUser();
  const [isBusy, setBusy] = useState(false);
  const seconds = useSecondsLeft(message.heldBecause === "undo" ? message.heldUntil : null);
  if (!isUndoable(message, me.id)) return null;
  const undo = async () => {
    setBusy(true);
    try {
      await undoSend(queryClient, message);
    } catch (refusal) {
      showToast(errorText(refusal), { tone: "danger" });
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      disabled={isBusy}
      data-undo-send
      onClick={() => void undo()}
      className="inline-flex min-h-6 items-center gap-1 font-semibold underline underline-offset-2 tabular-nums pointer-coarse:min-h-11"
    >
      <Undo2 aria-hidden className="size-3" />
      {t("undo")}
      {seconds > 0 && <span aria-hidden>{seconds}</span>}
    </button>
  );
}
