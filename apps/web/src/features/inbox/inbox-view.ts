import type { Role, TicketSort, TicketStatus } from "@whatskovi/contract";
import { create } from "zustand";
import type { TicketList } from "../tickets/index.ts";

export const inboxTabs = ["mine", "pending", "all", "closed"] as const;
export type InboxTab = (typeof inboxTabs)[number];

export const isInboxTab = (value: string | null): value is InboxTab => inboxTabs.some((tab) => tab === value);

/** Agents see pending tickets and their own: all of these are in the other tabs. */
export const tabsOf = (role: Role): readonly InboxTab[] =>
  role === "AGENT" ? inboxTabs.filter((tab) => tab !== "all") : inboxTabs;

export type InboxFilters = {
  readonly queueId?: string | undefined;
  readonly tagId?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly userId?: string | undefined;
  readonly unread?: boolean | undefined;
};

type InboxView = {
  readonly search: string;
  readonly filters: InboxFilters;
  readonly sorts: Readonly<Partial<Record<InboxTab, TicketSort>>>;
  /** The row that the keyboard stands on. */
  readonly activeId: string | null;
};

/** How one is looking at the list just now. */
export const useInboxView = create<InboxView>(() => ({ search: "", filters: {}, sorts: {}, activeId: null }));

export const setSearch = (search: string): void => useInboxView.setState({ search });
export const setActive = (activeId: string | null): void => useInboxView.setState({ activeId });
export const clearFilters = (): void => useInboxView.setState({ filters: {} });
export const changeFilters = (change: InboxFilters): void =>
  useInboxView.setState(({ filters }) => ({ filters: { ...filters, ...change } }));
export const setSort = (tab: InboxTab, sort: TicketSort): void =>
  useInboxView.setState(({ sorts }) => ({ sorts: { ...sorts, [tab]: sort } }));

const statuses: Record<InboxTab, readonly TicketStatus[]> = {
  mine: ["OPEN"],
  pending: ["PENDING"],
  all: ["PENDING", "OPEN"],
  closed: ["CLOSED"],
};

/** Who waits longest comes first where somebody is to be chosen; elsewhere the latest message. */
export const usualSort = (tab: InboxTab): TicketSort => (tab === "pending" ? "waitingSince" : "lastMessageAt");

export const activeFilters = (filters: InboxFilters): number =>
  Object.values(filters).filter((value) => value !== undefined).length;

/** The list of tickets that a tab shows under the chosen filters. */
export function listOf(
  tab: InboxTab,
  { filters, sorts, search }: Pick<InboxView, "filters" | "sorts" | "search">,
): TicketList {
  const chosen = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Partial<TicketList>;
  const q = search.trim();
  return {
    status: statuses[tab],
    ...chosen,
    ...(tab === "mine" ? { userId: "me" } : {}),
    ...(q === "" ? {} : { q }),
    sort: sorts[tab] ?? usualSort(tab),
  };
}
