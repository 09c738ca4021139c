import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { isApiError } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import type { TimelineHandle } from "./timeline-list.tsx";
import type { TimelineRow } from "./timeline.ts";
import type { ConversationWindow } from "./use-window.ts";

const highlightMs = 2000;

/** A message that the address asks for, and what to do when one is there. */
export type Wanted = { readonly messageId: string | null; readonly onArrived: () => void };

/** Goes to a message of the conversation, wherever it is, and lets it stand out for a moment; or back to the end. */
export function useJump(
  view: ConversationWindow,
  rows: readonly TimelineRow[],
  handle: { current: TimelineHandle | null },
  { messageId, onArrived }: Wanted,
) {
  const t = useT("conversation");
  const errorText = useErrorText();
  const [target, setTarget] = useState<string | null>(messageId);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const { anchor, look, isSettled, isAttached, query } = view;
  const { isError, error } = query;

  useEffect(() => {
    if (messageId !== null) setTarget(messageId);
  }, [messageId]);

  useLayoutEffect(() => {
    if (target === null || handle.current === null) return;
    if (target === "end") {
      if (!isAttached) return look("end");
      handle.current.scrollToEnd();
    } else {
      const isThere = rows.some((row) => row.key === target);
      if (!isThere && anchor !== target) return look(target);
      // Where the server has it and the screen has not, it is something that the conversation does not show.
      if (!isThere && !isSettled) return;
      if (!isThere) showToast(t("messageGone"));
      handle.current.scrollToKey(target);
      setHighlighted(target);
      if (target === messageId) onArrived();
    }
    setTarget(null);
  }, [target, rows, anchor, look, isSettled, isAttached, handle, messageId, onArrived, t]);

  useEffect(() => {
    if (!isError || anchor === "end" || isSettled) return;
    showToast(isApiError(error, "not_found") ? t("messageGone") : errorText(error));
    setTarget(null);
    look("end");
    onArrived();
  }, [isError, error, anchor, isSettled, look, onArrived, t, errorText]);

  useEffect(() => {
    if (highlighted === null) return;
    const timer = setTimeout(() => setHighlighted(null), highlightMs);
    return () => clearTimeout(timer);
  }, [highlighted]);

  return { jumpTo: setTarget, toEnd: useCallback(() => setTarget("end"), []), highlighted };
}
