import type { TicketPriority, TicketStatus } from "@whatskovi/contract";

/** What of a ticket a merge changes. Times are ISO texts, as the database writes rows into JSON. */
export type MergedFields = {
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly userId: string | null;
  readonly queueId: string | null;
  readonly unreadMessages: number;
  readonly waitingSince: string | null;
  readonly firstResponseAt: string | null;
  readonly greetedAt: string | null;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
};

/** The inbound messages that came to one side since the merge. */
export type SinceMerge = {
  readonly count: number;
  /** The first that came no earlier than the kept ticket's customer has been waiting now. */
  readonly firstUnanswered: string | null;
};

/** Everything that decides how two tickets part again. */
export type Parting = {
  readonly mergedAt: Date;
  /** Before the merge. */
  readonly before: { readonly kept: MergedFields; readonly closed: MergedFields };
  readonly now: MergedFields;
  readonly since: { readonly kept: SinceMerge; readonly closed: SinceMerge };
  /** Whether who had the closed one is still there to have it. */
  readonly hasOwner: boolean;
};

/**
 * How two tickets that had become one go on by themselves: as they were, with what has happened since. What was read or
 * answered since stays so; where the kept one is over, the other does not come alive again.
 */
export function partTickets(parting: Parting): { kept: MergedFields; closed: MergedFields } {
  const { before, now, since, mergedAt, hasOwner } = parting;
  const isOver = now.status === "CLOSED";
  const closedUnread = isOver ? 0 : Math.min(now.unreadMessages, before.closed.unreadMessages + since.closed.count);
  const isUnchanged = isSameTime(now.waitingSince, earlier(before.kept.waitingSince, before.closed.waitingSince));
  const waiting = (side: "kept" | "closed") =>
    now.waitingSince === null
      ? null
      : earlier(isUnchanged ? before[side].waitingSince : null, since[side].firstUnanswered);
  const kept: MergedFields = {
    ...now,
    priority:
      now.priority === higher(before.kept.priority, before.closed.priority) ? before.kept.priority : now.priority,
    queueId: before.kept.queueId === null && now.queueId === before.closed.queueId ? null : now.queueId,
    unreadMessages: now.unreadMessages - closedUnread,
    waitingSince: waiting("kept"),
    firstResponseAt: before.kept.firstResponseAt ?? onlyAfter(now.firstResponseAt, mergedAt),
    greetedAt: before.kept.greetedAt ?? onlyAfter(now.greetedAt, mergedAt),
  };
  if (isOver) {
    const { closedAt, closeReason } = now;
    return {
      kept,
      closed: { ...before.closed, status: "CLOSED", closedAt, closeReason, unreadMessages: 0, waitingSince: null },
    };
  }
  const owner = hasOwner ? {} : ({ status: "PENDING", userId: null } as const);
  return {
    kept,
    closed: { ...before.closed, ...owner, unreadMessages: closedUnread, waitingSince: waiting("closed") },
  };
}

const priorities: readonly TicketPriority[] = ["LOW", "MEDIUM", "HIGH", "URGENT"];
const higher = (one: TicketPriority, other: TicketPriority): TicketPriority =>
  priorities.indexOf(one) >= priorities.indexOf(other) ? one : other;

const earlier = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) <= Date.parse(other) ? one : other;
};

const isSameTime = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other);

/** A time that lies after another, else nothing. */
const onlyAfter = (time: string | null, after: Date): string | null =>
  time !== null && Date.parse(time) >= after.getTime() ? time : null;
