import type {
  InboxFilters,
  InboxTab,
  InboxView,
  RecentDays,
  Role,
  TicketSort,
  TicketStatus,
} from "@whatskovi/contract";
import type { TicketList, TicketNarrowing } from "../tickets/index.ts";

export const inboxTabs = ["mine", "pending", "all", "closed"] as const satisfies readonly InboxTab[];

/** Agents see pending tickets and their own: all of these are in the other tabs. */
export const tabsOf = (role: Role): readonly InboxTab[] =>
  role === "AGENT" ? inboxTabs.filter((tab) => tab !== "all") : inboxTabs;

/** How one is looking at the inbox: all of it stands in the address. */
export type InboxLook = {
  readonly tab: InboxTab;
  readonly filters: InboxFilters;
  /** Null for the tab's usual order. */
  readonly sort: TicketSort | null;
  /** The view that it began with, if it was one. */
  readonly viewId: string | null;
};

export const recentDays = ["today", "yesterday", "7days", "30days"] as const satisfies readonly RecentDays[];

const statuses: Record<InboxTab, readonly TicketStatus[]> = {
  mine: ["OPEN"],
  pending: ["PENDING"],
  all: ["PENDING", "OPEN"],
  closed: ["CLOSED"],
};

/** Who waits longest comes first where somebody is to be chosen; elsewhere the latest message. */
export const usualSort = (tab: InboxTab): TicketSort => (tab === "pending" ? "waitingSince" : "lastMessageAt");

/** The orders that say something in a tab: of closed tickets nobody waits any more. */
export const sortsOf = (tab: InboxTab): readonly TicketSort[] =>
  tab === "closed"
    ? ["lastMessageAt", "createdAt", "priority"]
    : ["lastMessageAt", "waitingSince", "createdAt", "priority"];

/** How many filters are at work. */
export const activeFilters = (filters: InboxFilters): number =>
  Object.values(filters).filter((value) => value !== undefined).length;

/** The first instant of a day of the reader's, `shift` days on; ISO 8601. */
function dayStart(day: string | number, shift: number): string {
  const date = typeof day === "string" ? new Date(`${day}T00:00:00`) : new Date(day);
  date.setHours(0, 0, 0, 0);
  date.setDate(date.getDate() + shift);
  return date.toISOString();
}

type Between = Pick<TicketNarrowing, "lastMessageFrom" | "lastMessageBefore">;

function between(days: InboxFilters["lastMessage"], now: number): Between {
  switch (days) {
    case undefined:
      return {};
    case "today":
      return { lastMessageFrom: dayStart(now, 0) };
    case "yesterday":
      return { lastMessageFrom: dayStart(now, -1), lastMessageBefore: dayStart(now, 0) };
    case "7days":
      return { lastMessageFrom: dayStart(now, -6) };
    case "30days":
      return { lastMessageFrom: dayStart(now, -29) };
    default:
      return {
        ...(days.from !== undefined && { lastMessageFrom: dayStart(days.from, 0) }),
        ...(days.to !== undefined && { lastMessageBefore: dayStart(days.to, 1) }),
      };
  }
}

/** What filters and search let through, in the words of the API. */
export function narrowingOf(filters: InboxFilters, search: string, now: number): TicketNarrowing {
  const { queueIds, tagIds, priorities, lastMessage, userId, connectionId, unread } = filters;
  const q = search.trim();
  return {
    ...(queueIds && { queueId: queueIds }),
    ...(tagIds && { tagId: tagIds }),
    ...(priorities && { priority: priorities }),
    ...(userId !== undefined && { userId }),
    ...(connectionId !== undefined && { connectionId }),
    ...(unread !== undefined && { unread }),
    ...between(lastMessage, now),
    ...(q !== "" && { q }),
  };
}

/** The list of tickets that a look shows. One's own tab is one's own, whatever agent the filters name. */
export const listOf = ({ tab, filters, sort }: InboxLook, search: string, now: number): TicketList => ({
  status: statuses[tab],
  ...narrowingOf(filters, search, now),
  ...(tab === "mine" && { userId: "me" }),
  sort: sort ?? usualSort(tab),
});

export const lookOf = ({ id, tab, filters, sort }: InboxView): InboxLook => ({ tab, filters, sort, viewId: id });

const sorted = (filters: InboxFilters) =>
  JSON.stringify(Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** Whether a view shows just this. */
export const isSameLook = (view: Pick<InboxView, "tab" | "filters" | "sort">, look: InboxLook): boolean =>
  view.tab === look.tab &&
  (view.sort ?? usualSort(view.tab)) === (look.sort ?? usualSort(look.tab)) &&
  sorted(view.filters) === sorted(look.filters);
