import { useQuery } from "@tanstack/react-query";
import { ArrowDownUp, Bookmark, FilterX, Flag, Inbox, Layers, MailWarning, Tags } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useT } from "../../../lib/i18n/index.ts";
import { useCurrentUser } from "../../../stores/session.ts";
import {
  type InboxLook,
  lookOf,
  readLook,
  sortsOf,
  tabsOf,
  usualSort,
  viewsQuery,
  writeLook,
} from "../../inbox/index.ts";
import type { Command } from "./command.ts";

/** How the inbox is looked at, and how to look at it otherwise, from whatever page. The open ticket stays open. */
export function useLook() {
  const router = useRouter();
  const { role } = useCurrentUser();
  const isInbox = usePathname().startsWith("/tickets");
  const query = useSearchParams();
  const look = readLook(isInbox ? query : new URLSearchParams(), role === "AGENT" ? "mine" : "all");
  const change = (changes: Partial<InboxLook>) => {
    const ticket = isInbox ? query.get("ticket") : null;
    const next = new URLSearchParams({ ...(ticket !== null && { ticket }), ...writeLook({ ...look, ...changes }) });
    if (isInbox) window.history.pushState(null, "", `${window.location.pathname}?${next}`);
    else router.push(`/tickets?${next}`);
  };
  return { look, change, role };
}

/** The inbox's tabs, filters, orders and one's own views. */
export function useLookCommands(): Command[] {
  const t = useT("search.commands");
  const inbox = useT("inbox");
  const { look, change, role } = useLook();
  const { data: views = [] } = useQuery(viewsQuery());
  const { filters, sort, tab } = look;
  const isUnread = filters.unread === true;
  const { unread: _, ...othersThanUnread } = filters;
  return [
    ...views.map((view): Command => ({
      id: `view-${view.id}`,
      name: t("view", { name: view.name }),
      icon: Bookmark,
      isChosen: look.viewId === view.id,
      run: () => change(lookOf(view)),
    })),
    ...tabsOf(role).map((value): Command => ({
      id: `tab-${value}`,
      name: t("tab", { name: inbox(`tabs.${value}`) }),
      icon: Inbox,
      isChosen: tab === value,
      run: () => change({ tab: value, sort: null, viewId: null }),
    })),
    { id: "filter-queue", name: t("filterQueue"), icon: Layers, step: "filterQueue" },
    { id: "filter-tag", name: t("filterTag"), icon: Tags, step: "filterTag" },
    { id: "filter-priority", name: t("filterPriority"), icon: Flag, step: "filterPriority" },
    {
      id: "filter-unread",
      name: inbox("filters.unread"),
      words: t("filter"),
      icon: MailWarning,
      isChosen: isUnread,
      run: () => change({ filters: isUnread ? othersThanUnread : { ...filters, unread: true }, viewId: null }),
    },
    ...(Object.keys(filters).length > 0
      ? [
          {
            id: "filter-clear",
            name: inbox("filters.clear"),
            icon: FilterX,
            run: () => change({ filters: {}, viewId: null }),
          },
        ]
      : []),
    ...sortsOf(tab).map((value): Command => ({
      id: `sort-${value}`,
      name: t("sort", { name: inbox(`filters.sorts.${value}`) }),
      icon: ArrowDownUp,
      isChosen: (sort ?? usualSort(tab)) === value,
      run: () => change({ sort: value === usualSort(tab) ? null : value, viewId: null }),
    })),
  ];
}
