import type { TicketStatus } from "@whatskovi/contract";

/** What decides which of two active tickets goes on when their contacts become one. */
export type RivalTicket = {
  readonly id: string;
  readonly status: TicketStatus;
  readonly userId: string | null;
  readonly createdAt: Date;
};

/**
 * Of two active tickets of one person on one number, the one that goes on: the one being served, else the one that belongs to
 * somebody, else the older.
 */
export function keepOne<Rival extends RivalTicket>(one: Rival, other: Rival): { kept: Rival; closed: Rival } {
  const isFirst = compare(one, other) <= 0;
  return isFirst ? { kept: one, closed: other } : { kept: other, closed: one };
}

function compare(one: RivalTicket, other: RivalTicket): number {
  return (
    Number(other.status === "OPEN") - Number(one.status === "OPEN") ||
    Number(other.userId !== null) - Number(one.userId !== null) ||
    one.createdAt.getTime() - other.createdAt.getTime() ||
    (one.id < other.id ? -1 : 1)
  );
}
