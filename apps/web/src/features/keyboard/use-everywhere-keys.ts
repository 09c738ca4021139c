import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { isCovered } from "../../lib/layers.ts";
import { ownChoices, ownShortcutOf, type ShortcutId, sequenceStep } from "../../lib/shortcuts/index.ts";
import { beginConversation } from "../../stores/new-conversation.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { openShortcutSheet } from "../../stores/shortcut-sheet.ts";
import { undoLast } from "../../stores/toasts.ts";
import { destinationsOf } from "./destinations.ts";
import { goToRegion } from "./regions.ts";

/** For so long the second key of a sequence is waited for. */
const patienceMs = 3000;

/** Takes back what was done last, or the last message that has not left. */
function undo(): boolean {
  if (undoLast()) return true;
  const button = [...document.querySelectorAll<HTMLElement>("[data-undo-send]")].at(-1);
  button?.click();
  return button !== undefined;
}

function act(id: ShortcutId): boolean {
  switch (id) {
    case "help":
      return (openShortcutSheet(), true);
    case "newConversation":
      return (beginConversation(), true);
    case "undo":
      return undo();
    case "nextRegion":
      return goToRegion(1);
    case "previousRegion":
      return goToRegion(-1);
    default:
      return false;
  }
}

/** The keys of every page. A sequence comes before whatever else its second key means where the focus is. */
export function useEverywhereKeys() {
  const router = useRouter();
  const { role } = useCurrentUser();
  const go = useMemo(() => destinationsOf(role), [role]);
  const [pending, setPending] = useState<string | null>(null);
  const waiting = useRef<string | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (first: string | null) => {
      clearTimeout(timer);
      waiting.current = first;
      setPending(first);
      if (first !== null) timer = setTimeout(wait, patienceMs, null);
    };
    const onSequence = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (isCovered()) return waiting.current === null ? undefined : wait(null);
      const step = sequenceStep(waiting.current, event, ownChoices());
      if (step.pending !== waiting.current) wait(step.pending);
      if (!step.isTaken) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const destination = step.id === null ? undefined : go.get(step.id);
      if (destination !== undefined) router.push(destination.href);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isCovered()) return;
      const id = ownShortcutOf(event, "everywhere");
      if (id !== null && act(id)) event.preventDefault();
    };
    const forget = () => waiting.current !== null && wait(null);
    document.addEventListener("keydown", onSequence, { capture: true });
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("pointerdown", forget);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("keydown", onSequence, { capture: true });
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("pointerdown", forget);
    };
  }, [go, router]);
  return { pending, go };
}
