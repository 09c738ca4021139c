import { useVirtualizer } from "@tanstack/react-virtual";
import type { Ticket } from "@whatskovi/contract";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { useMinute } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { setActive, useInboxView } from "./inbox-view.ts";
import { TicketRow } from "./ticket-row.tsx";
import { useAnticipation } from "./use-anticipation.ts";

const rowHeight = 68;
const loadMoreWithin = 8;

type TicketRowsProps = {
  readonly tickets: readonly Ticket[];
  readonly me: string;
  readonly openId: string | null;
  readonly onOpen: (ticketId: string) => void;
  readonly more: { readonly isLoading: boolean; readonly load: (() => void) | null };
};

/** Any number of tickets. What comes in above moves nothing while one reads further down. */
export function TicketRows({ tickets, me, openId, onOpen, more }: TicketRowsProps) {
  const t = useT("inbox");
  const idPrefix = useId();
  const now = useMinute();
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtTop, setAtTop] = useState(true);
  const activeId = useInboxView((view) => view.activeId);
  const virtualizer = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: useCallback((index: number) => tickets[index]?.id ?? index, [tickets]),
    overscan: 6,
    // At the top the newest is what one wants to see; further down the row under the eyes must stay.
    anchorTo: isAtTop ? "start" : "end",
    onChange: (instance) => setAtTop((instance.scrollOffset ?? 0) < rowHeight / 2),
  });
  const items = virtualizer.getVirtualItems();
  const { restOn, pass, press } = useAnticipation();

  const activeIndex = tickets.findIndex((ticket) => ticket.id === activeId);
  const lastActive = useRef(activeId);
  useEffect(() => {
    if (lastActive.current === activeId) return;
    lastActive.current = activeId;
    if (activeIndex >= 0) virtualizer.scrollToIndex(activeIndex, { align: "auto" });
    if (activeId !== null) restOn(activeId);
  }, [activeId, activeIndex, restOn, virtualizer]);

  const lastIndex = items.at(-1)?.index ?? 0;
  const loadMore = more.isLoading || lastIndex < tickets.length - loadMoreWithin ? null : more.load;
  useEffect(() => {
    loadMore?.();
  }, [loadMore]);

  return (
    <div ref={scroller} className="scroll-thin min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <div
        role="listbox"
        aria-label={t("listName")}
        aria-activedescendant={activeIndex >= 0 ? `${idPrefix}${activeId}` : undefined}
        tabIndex={0}
        data-inbox-list
        className="group/list relative w-full outline-none"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => {
          const ticket = tickets[item.index];
          if (ticket === undefined) return null;
          const isOpen = ticket.id === openId;
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the list has the focus, and Enter opens its active row
            <div
              key={ticket.id}
              id={`${idPrefix}${ticket.id}`}
              role="option"
              aria-selected={isOpen}
              aria-setsize={more.load === null ? tickets.length : -1}
              aria-posinset={item.index + 1}
              data-ticket-id={ticket.id}
              onPointerEnter={() => restOn(ticket.id)}
              onPointerLeave={pass}
              onPointerDown={() => press(ticket.id)}
              onClick={() => {
                setActive(ticket.id);
                onOpen(ticket.id);
              }}
              className="absolute top-0 left-0 w-full cursor-pointer"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <TicketRow ticket={ticket} me={me} now={now} isOpen={isOpen} isActive={ticket.id === activeId} />
            </div>
          );
        })}
      </div>
      <p role="status" className="h-8 px-4 pt-2 text-center text-meta text-ink-faint">
        {more.isLoading ? t("loadingMore") : null}
      </p>
    </div>
  );
}
