import type { Ticket } from "@whatskovi/contract";
import { useCallback, useState } from "react";
import { type HeldRows, holdRows, liveRows } from "./held-rows.ts";

/** What is shown, and of what it was made. */
type Shown = { readonly tickets: readonly Ticket[]; readonly isHeld: boolean; readonly held: HeldRows };

function bringUpToDate({ held }: Shown, tickets: readonly Ticket[], isHeld: boolean): Shown {
  const isKept = isHeld && held.rows.length > 0;
  return { tickets, isHeld, held: isKept ? holdRows(held.rows, tickets) : liveRows(tickets) };
}

/**
 * The rows to show. While they are held none of them moves: what comes in is counted, what leaves says so. `renew` shows
 * everything as it is now.
 */
export function useHeldRows(tickets: readonly Ticket[], isHeld: boolean): HeldRows & { readonly renew: () => void } {
  const [shown, setShown] = useState<Shown>(() => ({ tickets, isHeld, held: liveRows(tickets) }));
  const isCurrent = shown.tickets === tickets && shown.isHeld === isHeld;
  const current = isCurrent ? shown : bringUpToDate(shown, tickets, isHeld);
  if (!isCurrent) setShown(current);
  const renew = useCallback(() => setShown((last) => ({ ...last, held: liveRows(last.tickets) })), []);
  return { ...current.held, renew };
}
