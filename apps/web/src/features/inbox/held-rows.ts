import type { Ticket } from "@whatskovi/contract";

/** A row of the list. What has left the list while it was looked at keeps its place, and says so. */
export type ListRow = { readonly ticket: Ticket; readonly isGone: boolean };

export type HeldRows = {
  readonly rows: readonly ListRow[];
  /** How many have come in since that are not shown yet. */
  readonly arrivals: number;
};

export const liveRows = (tickets: readonly Ticket[]): HeldRows => ({
  rows: tickets.map((ticket) => ({ ticket, isGone: false })),
  arrivals: 0,
});

/**
 * The rows that are shown, brought up to date without moving one: each keeps its place, what comes behind the last is added, and
 * what would come between them waits. Applied again to its own answer it changes nothing.
 */
export function holdRows(shown: readonly ListRow[], live: readonly Ticket[]): HeldRows {
  const places = new Map(live.map((ticket, index) => [ticket.id, index]));
  const ids = new Set(shown.map((row) => row.ticket.id));
  let lastPlace = -1;
  const kept = shown.map((row): ListRow => {
    const place = places.get(row.ticket.id);
    if (place === undefined) return row.isGone ? row : { ...row, isGone: true };
    lastPlace = Math.max(lastPlace, place);
    const ticket = live[place] ?? row.ticket;
    return row.ticket === ticket && !row.isGone ? row : { ticket, isGone: false };
  });
  const unknown = (ticket: Ticket) => !ids.has(ticket.id);
  const behind = live.slice(lastPlace + 1).filter(unknown);
  return {
    rows: [...kept, ...behind.map((ticket) => ({ ticket, isGone: false }))],
    arrivals: live.slice(0, lastPlace + 1).filter(unknown).length,
  };
}
