import { defaultRangeExtractor, type Range, type Virtualizer } from "@tanstack/react-virtual";
import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useState } from "react";
import { focusComposer } from "./composer/composer-focus.ts";
import type { TimelineRow } from "./timeline.ts";

const isMessage = (row: TimelineRow | undefined): boolean =>
  row?.kind === "pending" || (row?.kind === "message" && row.message.type !== "SYSTEM");

/** The next row from an index on that can have the focus. */
export function nextMessage(rows: readonly TimelineRow[], from: number, step: 1 | -1): number | null {
  for (let index = from; index >= 0 && index < rows.length; index += step) if (isMessage(rows[index])) return index;
  return null;
}

const rowOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("li[data-index]") : null;

/** The row that has the focus stays on the page while one scrolls away from it. */
export function useKeptRow(rows: readonly TimelineRow[]) {
  const [key, setKey] = useState<string | null>(null);
  const kept = key === null ? -1 : rows.findIndex((row) => row.key === key);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      return kept < 0 || indexes.includes(kept) ? indexes : [...indexes, kept].toSorted((one, other) => one - other);
    },
    [kept],
  );
  const noteFocus = (event: FocusEvent) => {
    const index = rowOf(event.target)?.dataset["index"];
    setKey(index === undefined ? null : (rows[Number(index)]?.key ?? null));
  };
  return { rangeExtractor, noteFocus };
}

const framesToWait = 20;

/** Arrow keys, Home and End go from message to message; Escape goes back to where one writes. */
export function useMessageKeys(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  rows: readonly TimelineRow[],
  onToEnd: () => void,
) {
  /** The row is drawn some frames after it was scrolled to. */
  const focus = (index: number, frames = framesToWait) => {
    const bubble = scroller.current?.querySelector<HTMLElement>(`li[data-index="${index}"] [data-bubble]`);
    if (bubble) bubble.focus({ preventScroll: true });
    else if (frames > 0) requestAnimationFrame(() => focus(index, frames - 1));
  };
  const goTo = (index: number | null) => {
    if (index === null) return;
    virtualizer.scrollToIndex(index, { align: "auto" });
    focus(index);
  };
  const lastVisible = () => {
    const bottom = (virtualizer.scrollOffset ?? 0) + (virtualizer.scrollRect?.height ?? 0);
    return virtualizer.getVirtualItems().findLast((item) => item.start < bottom)?.index ?? rows.length - 1;
  };
  return (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const isOnMessage = event.target instanceof Element && event.target.matches("[data-bubble]");
    if (!isOnMessage && event.target !== event.currentTarget) return;
    const index = Number(rowOf(event.target)?.dataset["index"] ?? Number.NaN);
    const moves: Record<string, (() => void) | undefined> = {
      ArrowUp: () => goTo(nextMessage(rows, isOnMessage ? index - 1 : lastVisible(), -1)),
      ArrowDown: isOnMessage ? () => goTo(nextMessage(rows, index + 1, 1)) : undefined,
      Home: () => goTo(nextMessage(rows, 0, 1)),
      End: () => {
        onToEnd();
        goTo(nextMessage(rows, rows.length - 1, -1));
      },
      Escape: isOnMessage ? () => focusComposer("any") : undefined,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
}
