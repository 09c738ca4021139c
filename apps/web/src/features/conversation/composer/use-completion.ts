import type { Ticket } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { type KeyboardEvent, type RefObject, useCallback, useId, useRef, useState } from "react";
import { type Trigger, triggerAt } from "./completion.ts";
import type { AnswerKey } from "./completion-list.tsx";
import { replaceIn } from "./replace-in.ts";

/** What stands before the caret and offers a list, until something is chosen or Escape is pressed. */
export function useCompletion(
  field: RefObject<HTMLTextAreaElement | null>,
  {
    ticket,
    isNote,
    isEditing,
    write,
  }: { ticket: Ticket; isNote: boolean; isEditing: boolean; write: (text: string) => void },
) {
  const id = useId();
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const dismissed = useRef<number | null>(null);
  const keys = useRef<AnswerKey | null>(null);
  const setKeys = useCallback((answer: AnswerKey | null) => {
    keys.current = answer;
  }, []);
  const mentions = isNote || driverCapabilities[ticket.connection.driver].mentions;
  const kinds: Trigger["kind"][] = [
    "emoji",
    ...(isEditing ? [] : ["reply" as const]),
    ...(mentions && (isNote || !isEditing) ? ["mention" as const] : []),
  ];

  const look = () => {
    const element = field.current;
    if (element === null) return;
    const { value, selectionStart, selectionEnd } = element;
    const found = selectionStart === selectionEnd ? triggerAt(value, selectionStart, kinds) : null;
    if (found === null) dismissed.current = null;
    const next = found !== null && found.from === dismissed.current ? null : found;
    setTrigger((before) => (isSame(before, next) ? before : next));
  };
  const close = () => {
    dismissed.current = trigger?.from ?? null;
    setTrigger(null);
  };
  const put = (text: string) => {
    if (field.current === null || trigger === null) return;
    replaceIn(field.current, trigger, text, write);
    setTrigger(null);
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (trigger === null) return false;
    if (event.key !== "Escape") {
      if (keys.current?.(event) !== true) return false;
    } else close();
    event.preventDefault();
    return true;
  };
  const list = trigger === null ? null : { id, active };
  return { id, trigger, setKeys, list, setActive, look, close, put, onKey };
}

const isSame = (one: Trigger | null, other: Trigger | null) =>
  one?.kind === other?.kind && one?.query === other?.query && one?.from === other?.from && one?.to === other?.to;
