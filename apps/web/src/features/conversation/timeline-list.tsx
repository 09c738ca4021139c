import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { ChevronDown } from "lucide-react";
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useT } from "../../lib/i18n/index.ts";
import type { TimelineRow } from "./timeline.ts";
import { useKeptRow, useMessageKeys } from "./use-message-keys.ts";

const endThreshold = 80;
const loadWithin = 6;
const padding = { start: 16, end: 12, above: 48 };
/** Rows beyond what is seen: few until the conversation stands, so that it stands sooner. */
const overscan = { first: 2, later: 8 };
/** What the window's height is shared with: the conversation's head and the composer. */
const aroundHeight = 200;

function estimate(row: TimelineRow | undefined): number {
  if (row === undefined || (row.kind !== "message" && row.kind !== "pending")) return 40;
  const body = row.kind === "message" ? row.message.body : row.pending.body;
  const hasFile = row.kind === "message" ? row.message.media !== null : row.pending.file !== null;
  return 40 + Math.floor(body.length / 60) * 20 + (hasFile ? 200 : 0);
}

/** Where it will stand, and how high it is, before anything is drawn: else rows that nobody sees would be drawn first. */
function foresee(rows: readonly TimelineRow[], startKey: string | null) {
  const height = Math.max(aroundHeight, window.innerHeight - aroundHeight);
  const sizeOf = (some: readonly TimelineRow[]) => some.reduce((sum, row) => sum + estimate(row), padding.start);
  const start = startKey === null ? -1 : rows.findIndex((row) => row.key === startKey);
  const end = sizeOf(rows) + padding.end - height;
  const offset = start < 0 ? end : Math.min(end, sizeOf(rows.slice(0, start)) - padding.above);
  return { rect: { width: 0, height }, offset: Math.max(0, offset) };
}

export type TimelineHandle = { scrollToEnd(): void; scrollToKey(key: string): void };

const gestures = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
const gestureMs = 1000;
/** How long a row that was gone to is held in its place while others come in above it. */
const aimMs = 1000;

/** A row that was gone to, until when it is held there. The virtualizer itself only knows its number, which changes meanwhile. */
type Aim = { readonly key: string; readonly align: "start" | "center"; readonly until: number };

/**
 * While one stands at the end, one stays there: rows find their size, pictures load and the composer grows. Only the person's
 * own scrolling leaves the end. What is not the end of the conversation holds nobody.
 */
function useStickToEnd(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  isAttached: boolean,
  isStart: boolean,
  aim: { current: Aim | null },
) {
  const stuck = useRef(isStart);
  const attached = useRef(isAttached);
  const totalSize = virtualizer.getTotalSize();
  useLayoutEffect(() => {
    attached.current = isAttached;
    if (stuck.current && isAttached) virtualizer.scrollToEnd();
  }, [virtualizer, totalSize, isAttached]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let lastGesture = 0;
    const onGesture = () => {
      lastGesture = performance.now();
      aim.current = null;
    };
    const onScroll = () => {
      if (virtualizer.isAtEnd(endThreshold)) stuck.current = attached.current;
      else if (performance.now() - lastGesture < gestureMs) stuck.current = false;
    };
    const resize = new ResizeObserver(() => stuck.current && attached.current && virtualizer.scrollToEnd());
    resize.observe(element);
    for (const gesture of gestures) element.addEventListener(gesture, onGesture, { passive: true });
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      resize.disconnect();
      for (const gesture of gestures) element.removeEventListener(gesture, onGesture);
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, virtualizer, aim]);
  return stuck;
}

/** Where one of two ways goes on. */
type More = { readonly isLoading: boolean; readonly load: (() => void) | null };

function useLoadMore({ isLoading, load }: More, isNear: boolean): void {
  const due = isLoading || !isNear ? null : load;
  useEffect(() => {
    due?.();
  }, [due]);
}

type TimelineListProps = {
  readonly rows: readonly TimelineRow[];
  readonly renderRow: (row: TimelineRow) => ReactNode;
  readonly older: More;
  readonly newer: More;
  /** Whether the last row is the end of the conversation. */
  readonly isAttached: boolean;
  /** The row to begin at; the end unless told. */
  readonly startKey: string | null;
  /** How many messages arrived while one was reading further up. */
  readonly newCount: number;
  readonly onAtEnd: (isAtEnd: boolean) => void;
  readonly onToEnd: () => void;
  readonly handle: { current: TimelineHandle | null };
  readonly label: string;
};

/**
 * A conversation of any length. It stands at its end, or where reading left off, until one scrolls, and then nothing moves what one
 * is reading.
 */
export function TimelineList(props: TimelineListProps) {
  const { rows, renderRow, older, newer, isAttached, startKey, newCount, onAtEnd, onToEnd, handle, label } = props;
  const t = useT("conversation");
  const scroller = useRef<HTMLDivElement>(null);
  const wasAttached = useRef(isAttached);
  const [isBottom, setBottom] = useState(startKey === null);
  const { rangeExtractor, noteFocus } = useKeptRow(rows);
  const [first] = useState(() => foresee(rows, startKey));
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(rows[index]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    anchorTo: "end",
    // What is loaded below, where there is more, is not followed: one reads on from where one is.
    followOnAppend: isAttached && wasAttached.current,
    scrollEndThreshold: endThreshold,
    scrollPaddingStart: padding.above,
    overscan: useDeferredValue(overscan.later, overscan.first),
    rangeExtractor,
    paddingStart: padding.start,
    paddingEnd: padding.end,
    initialRect: first.rect,
    initialOffset: first.offset,
    onChange: (instance) => setBottom(instance.isAtEnd(endThreshold)),
  });
  const isAtEnd = isBottom && isAttached;
  useLayoutEffect(() => {
    wasAttached.current = isAttached;
  }, [isAttached]);

  const aim = useRef<Aim | null>(null);
  const stuck = useStickToEnd(scroller, virtualizer, isAttached, startKey === null, aim);
  useLayoutEffect(() => {
    const take = (aimed: Aim) => {
      const index = rows.findIndex((row) => row.key === aimed.key);
      if (index < 0) return;
      aim.current = aimed;
      stuck.current = false;
      virtualizer.scrollToIndex(index, { align: aimed.align });
    };
    const scrollTo = (key: string, align: Aim["align"]) => take({ key, align, until: performance.now() + aimMs });
    const isFirst = handle.current === null;
    handle.current = {
      scrollToEnd: () => {
        aim.current = null;
        stuck.current = true;
        virtualizer.scrollToEnd();
      },
      scrollToKey: (key) => scrollTo(key, "center"),
    };
    if (isFirst && startKey !== null) scrollTo(startKey, "start");
    else if (aim.current !== null && performance.now() < aim.current.until) take(aim.current);
  }, [handle, rows, startKey, stuck, virtualizer]);
  useEffect(
    () => () => {
      handle.current = null;
    },
    [handle],
  );
  useEffect(() => {
    onAtEnd(isAtEnd);
  }, [isAtEnd, onAtEnd]);

  const onKeyDown = useMessageKeys(scroller, virtualizer, rows, onToEnd);
  const items = virtualizer.getVirtualItems();
  useLoadMore(older, (items[0]?.index ?? 0) <= loadWithin);
  useLoadMore(newer, (items.at(-1)?.index ?? 0) >= rows.length - loadWithin);

  return (
    <div className="relative min-h-0 flex-1">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys go from message to message */}
      <div
        ref={scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
        tabIndex={0}
        role="region"
        aria-label={label}
        data-message-log
        data-region-start
        onKeyDown={onKeyDown}
        onFocus={noteFocus}
        className="scroll-thin flex size-full flex-col overflow-x-hidden overflow-y-auto overscroll-contain"
      >
        {older.isLoading && (
          <p className="sr-only" role="status">
            {t("loadingOlder")}
          </p>
        )}
        <ol
          className="relative mx-auto mt-auto w-full max-w-200 shrink-0"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map((item) => {
            const row = rows[item.index];
            return (
              <li
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className="absolute top-0 left-0 w-full"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {row !== undefined && renderRow(row)}
              </li>
            );
          })}
        </ol>
      </div>
      {!isAtEnd && (
        <button
          type="button"
          data-to-end
          onClick={onToEnd}
          className="absolute right-4 bottom-3 flex min-h-10 min-w-10 animate-appear items-center justify-center gap-1 rounded-full border border-line bg-raised px-2 text-small font-medium shadow-float hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11"
          aria-label={newCount > 0 ? `${t("toEnd")}, ${t("unread", { count: newCount })}` : t("toEnd")}
        >
          {newCount > 0 && (
            <span className="pl-1 text-accent-ink tabular-nums">{t("unread", { count: newCount })}</span>
          )}
          <ChevronDown aria-hidden className="size-5" />
        </button>
      )}
    </div>
  );
}
