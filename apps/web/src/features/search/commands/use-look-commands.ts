import { useQuery } from "@tanstack/react-query";
import { ArrowDownUp, Bookmark, BookmarkPlus, Inbox, Settings2 } from "lucide-react";
import { useT } from "../../../lib/i18n/index.ts";
import { isSameLook, lookOf, sortsOf, tabsOf, usualSort, viewsQuery } from "../../inbox/index.ts";
import type { Command } from "./command.ts";
import { press } from "./page.ts";
import { useFilterCommands } from "./use-filter-commands.ts";
import { useLook } from "./use-look.ts";

/** The inbox's tabs, filters, orders and one's own views, which are also kept and put in order from here. */
export function useLookCommands(): Command[] {
  const t = useT("search.commands");
  const inbox = useT("inbox");
  const { look, change, role, isInbox } = useLook();
  const { data: views = [] } = useQuery(viewsQuery());
  const filters = useFilterCommands();
  const { sort, tab } = look;
  const isNarrowed = Object.keys(look.filters).length > 0 || sort !== null;
  const saveView: Command = {
    id: "view-save",
    name: `${inbox("views.save")}…`,
    icon: BookmarkPlus,
    when: "closed",
    run: () => press("[data-save-view]"),
  };
  const manageViews: Command = {
    id: "view-manage",
    name: `${inbox("views.manage")}…`,
    icon: Settings2,
    when: "closed",
    run: () => press("[data-manage-views]"),
  };
  return [
    ...views.map((view): Command => ({
      id: `view-${view.id}`,
      name: t("view", { name: view.name }),
      icon: Bookmark,
      isChosen: isInbox && isSameLook(view, look),
      run: () => change(lookOf(view)),
    })),
    ...(isInbox && isNarrowed ? [saveView] : []),
    ...(isInbox && views.length > 0 ? [manageViews] : []),
    ...tabsOf(role).map((value): Command => ({
      id: `tab-${value}`,
      name: t("tab", { name: inbox(`tabs.${value}`) }),
      icon: Inbox,
      isChosen: tab === value,
      run: () => change({ tab: value, sort: null, viewId: null }),
    })),
    ...filters,
    ...sortsOf(tab).map((value): Command => ({
      id: `sort-${value}`,
      name: t("sort", { name: inbox(`filters.sorts.${value}`) }),
      icon: ArrowDownUp,
      isChosen: (sort ?? usualSort(tab)) === value,
      run: () => change({ sort: value === usualSort(tab) ? null : value }),
    })),
  ];
}
