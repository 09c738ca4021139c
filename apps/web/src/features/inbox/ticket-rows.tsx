import { useVirtualizer } from "@tanstack/react-virtual";
import type { Ticket } from "@whatskovi/contract";
import { ArrowUp } from "lucide-react";
import { type MouseEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { Button } from "../../components/ui/index.ts";
import { useMinute } from "../../lib/format/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { setActive, useInboxView } from "./inbox-view.ts";
import { selectRange, toggleSelected, useSelection } from "./selection.ts";
import { TicketRow } from "./ticket-row.tsx";
import { useAnticipation } from "./use-anticipation.ts";
import { useHeldRows } from "./use-held-rows.ts";
import { useLongPress } from "./use-long-press.ts";
import { useStaysInPlace } from "./use-stays-in-place.ts";
import { standSomewhere, useVisibleTickets } from "./visible-tickets.ts";

const rowHeight = 68;
/** A page ahead of a fast wheel. */
const loadMoreWithin = 40;

type More = { readonly isLoading: boolean; readonly error: unknown; readonly load: (() => void) | null };

type TicketRowsProps = {
  readonly tickets: readonly Ticket[];
  readonly me: string;
  readonly openId: string | null;
  readonly onOpen: (ticketId: string) => void;
  readonly more: More;
  /** Changes when all is to be shown as it is now, for one has done it oneself. */
  readonly renewal: number;
};

const ticketIdAt = (target: EventTarget | null): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>("[data-ticket-id]")?.dataset.ticketId ?? null) : null;

function Arrivals({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useT("inbox");
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
      {count > 0 && (
        <button
          type="button"
          data-show-arrivals
          onClick={onShow}
          className="pointer-events-auto flex h-8 animate-appear items-center gap-1 rounded-full bg-accent px-3 text-small font-medium text-on-accent shadow-float hover:bg-accent-hover pointer-coarse:h-11"
        >
          <ArrowUp aria-hidden className="size-4" />
          {t("arrivals", { count })}
        </button>
      )}
    </div>
  );
}

function Foot({ more }: { more: More }) {
  const t = useT("inbox");
  const common = useT("common");
  const errorText = useErrorText();
  if (more.error !== null)
    return (
      <div role="alert" className="flex flex-col items-center gap-2 px-4 py-3 text-center text-small text-ink-soft">
        {errorText(more.error)}
        <Button size="small" onClick={() => more.load?.()}>
          {common("retry")}
        </Button>
      </div>
    );
  return (
    <p role="status" className="h-8 px-4 pt-2 text-center text-meta text-ink-faint">
      {more.isLoading ? t("loadingMore") : null}
    </p>
  );
}

/** Any number of tickets. While one scrolls, points at them or goes through them by keyboard, nothing moves under one's eyes. */
export function TicketRows({ tickets, me, openId, onOpen, more, renewal }: TicketRowsProps) {
  const t = useT("inbox");
  const idPrefix = useId();
  const now = useMinute();
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtTop, setAtTop] = useState(true);
  const [isPointed, setPointed] = useState(false);
  const [isByKey, setByKey] = useState(false);
  const activeId = useInboxView((view) => view.activeId);
  const chosen = useSelection((selection) => selection.chosen);
  const { rows, arrivals, renew } = useHeldRows(tickets, !isAtTop || isPointed || isByKey);
  useVisibleTickets(useMemo(() => rows.filter((row) => !row.isGone).map((row) => row.ticket), [rows]));
  useEffect(renew, [renew, renewal]);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: useCallback((index: number) => rows[index]?.ticket.id ?? index, [rows]),
    overscan: 8,
    onChange: (instance) => setAtTop((instance.scrollOffset ?? 0) < rowHeight / 2),
  });
  useStaysInPlace(scroller);
  const anticipation = useAnticipation();
  const { restOn } = anticipation;
  const items = virtualizer.getVirtualItems();

  const activeIndex = rows.findIndex((row) => row.ticket.id === activeId);
  const lastActive = useRef(activeId);
  useEffect(() => {
    if (lastActive.current === activeId) return;
    lastActive.current = activeId;
    if (activeIndex >= 0) virtualizer.scrollToIndex(activeIndex, { align: "auto" });
    if (activeId !== null) restOn(activeId);
  }, [activeId, activeIndex, restOn, virtualizer]);

  const lastIndex = items.at(-1)?.index ?? 0;
  const isEnough = more.isLoading || more.error !== null || lastIndex < rows.length - loadMoreWithin;
  const loadMore = isEnough ? null : more.load;
  useEffect(() => {
    loadMore?.();
  }, [loadMore]);

  const ticketAt = (target: EventTarget | null) => tickets.find((ticket) => ticket.id === ticketIdAt(target));
  const press = useLongPress(
    useCallback(
      (target) => {
        const ticket = tickets.find((one) => one.id === ticketIdAt(target));
        if (ticket !== undefined) toggleSelected(ticket);
      },
      [tickets],
    ),
  );
  const onRowClick = (event: MouseEvent, id: string) => {
    if (press.wasLong()) return;
    const ticket = ticketAt(event.target);
    const isChoice =
      event.ctrlKey ||
      event.metaKey ||
      (event.target instanceof Element && event.target.closest("[data-select]") !== null);
    setActive(id);
    if (ticket !== undefined && event.shiftKey) selectRange(tickets, id);
    else if (ticket !== undefined && (isChoice || (chosen.size > 0 && isCoarse()))) toggleSelected(ticket);
    else onOpen(id);
  };

  // The word of what came in lies above the rows: on the way to it nothing moves either.
  return (
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onPointerEnter={({ pointerType }) => setPointed(pointerType === "mouse")}
      onPointerLeave={() => setPointed(false)}
      onFocus={({ target }) => setByKey(target.matches(":focus-visible"))}
      onBlur={() => setByKey(false)}
    >
      <Arrivals
        count={arrivals}
        onShow={() => {
          renew();
          virtualizer.scrollToOffset(0);
          scroller.current?.querySelector<HTMLElement>("[data-inbox-list]")?.focus({ preventScroll: true });
        }}
      />
      <div ref={scroller} className="scroll-thin min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the handlers are for fingers; keys are the page's */}
        <div
          role="listbox"
          aria-label={t("listName")}
          aria-multiselectable
          aria-activedescendant={activeIndex >= 0 ? `${idPrefix}${activeId}` : undefined}
          tabIndex={0}
          data-inbox-list
          data-region-start
          onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && standSomewhere(openId)}
          className="group/list relative w-full touch-pan-y outline-none"
          style={{ height: virtualizer.getTotalSize() }}
          {...press.handlers}
        >
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const { ticket, isGone } = row;
            const isOpen = ticket.id === openId;
            const isChosen = chosen.has(ticket.id);
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list has the focus, and Enter opens its active row
              <div
                key={ticket.id}
                id={`${idPrefix}${ticket.id}`}
                role="option"
                aria-selected={isChosen}
                aria-current={isOpen || undefined}
                aria-setsize={more.load === null ? rows.length : -1}
                aria-posinset={item.index + 1}
                data-ticket-id={ticket.id}
                onPointerEnter={() => restOn(ticket.id)}
                onPointerLeave={anticipation.pass}
                onPointerDown={() => anticipation.press(ticket.id)}
                onClick={(event) => onRowClick(event, ticket.id)}
                className="absolute top-0 left-0 w-full cursor-pointer select-none"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <TicketRow
                  ticket={ticket}
                  me={me}
                  now={now}
                  isOpen={isOpen}
                  isActive={ticket.id === activeId}
                  isChosen={isChosen}
                  isChoosing={chosen.size > 0}
                  isGone={isGone}
                />
              </div>
            );
          })}
        </div>
        <Foot more={more} />
      </div>
    </div>
  );
}

const isCoarse = () => window.matchMedia("(pointer: coarse)").matches;
