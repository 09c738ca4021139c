import type { InboxFilters, InboxTab, TicketPriority, TicketSort } from "@whatskovi/contract";
import { priorities } from "../tickets/index.ts";
import { inboxTabs, type InboxLook, recentDays, sortsOf, usualSort } from "./inbox-look.ts";

type Query = Pick<URLSearchParams, "get">;

const isId = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
const mostValues = 20;

const oneOf = <Value extends string>(values: readonly Value[], named: string | null): Value | undefined =>
  values.find((value) => value === named);

function several<Value extends string>(
  text: string | null,
  fits: (value: string) => value is Value,
): Value[] | undefined {
  const values = [...new Set((text ?? "").split(","))].filter(fits).slice(0, mostValues);
  return values.length === 0 ? undefined : values;
}

function readDays(text: string | null): InboxFilters["lastMessage"] {
  const recent = oneOf(recentDays, text);
  if (recent !== undefined || text === null) return recent;
  const [from = "", to = ""] = text.split("..");
  const days = { ...(isDay(from) && { from }), ...(isDay(to) && { to }) };
  const isInOrder = days.from === undefined || days.to === undefined || days.from <= days.to;
  return Object.keys(days).length > 0 && isInOrder ? days : undefined;
}

const writeDays = (days: NonNullable<InboxFilters["lastMessage"]>): string =>
  typeof days === "string" ? days : `${days.from ?? ""}..${days.to ?? ""}`;

/** Leaves out what narrows nothing: two filters are the same when they say the same. */
function withoutNothing(filters: { [Name in keyof InboxFilters]: InboxFilters[Name] | undefined }): InboxFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as InboxFilters;
}

/** What an address says of the look. What it does not know, and what somebody has written into it by hand, it passes over. */
export function readLook(query: Query, usualTab: InboxTab): InboxLook {
  const tab = oneOf(inboxTabs, query.get("tab")) ?? usualTab;
  const agent = query.get("agent") ?? "";
  const number = query.get("number") ?? "";
  const unread = query.get("unread");
  const viewId = query.get("view") ?? "";
  return {
    tab,
    filters: withoutNothing({
      queueIds: several(query.get("queue"), (value): value is string => value === "none" || isId(value)),
      tagIds: several(query.get("tag"), (value): value is string => isId(value)),
      userId: agent === "me" || agent === "none" || isId(agent) ? agent : undefined,
      connectionId: isId(number) ? number : undefined,
      priorities: several(query.get("priority"), (value): value is TicketPriority =>
        priorities.some((priority) => priority === value),
      ),
      unread: unread === "true" ? true : unread === "false" ? false : undefined,
      lastMessage: readDays(query.get("date")),
    }),
    sort: readSort(query.get("sort"), tab),
    viewId: isId(viewId) ? viewId : null,
  };
}

function readSort(text: string | null, tab: InboxTab): TicketSort | null {
  const sort = oneOf(sortsOf(tab), text) ?? null;
  return sort === usualSort(tab) ? null : sort;
}

/** A look as it stands in the address. */
export function writeLook({ tab, filters, sort, viewId }: InboxLook): Record<string, string> {
  const { queueIds, tagIds, userId, connectionId, unread, lastMessage } = filters;
  return {
    tab,
    ...(queueIds && { queue: queueIds.join() }),
    ...(tagIds && { tag: tagIds.join() }),
    ...(userId !== undefined && { agent: userId }),
    ...(connectionId !== undefined && { number: connectionId }),
    ...(filters.priorities && { priority: filters.priorities.join() }),
    ...(unread !== undefined && { unread: String(unread) }),
    ...(lastMessage !== undefined && { date: writeDays(lastMessage) }),
    ...(sort !== null && { sort }),
    ...(viewId !== null && { view: viewId }),
  };
}
