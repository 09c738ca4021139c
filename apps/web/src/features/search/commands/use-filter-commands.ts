import { useQuery } from "@tanstack/react-query";
import {
  CalendarDays,
  FilterX,
  Flag,
  Layers,
  MailOpen,
  MailWarning,
  Search,
  SlidersHorizontal,
  Smartphone,
  Tags,
  UserRound,
} from "lucide-react";
import { useState } from "react";
import { useT } from "../../../lib/i18n/index.ts";
import { connectionSummariesQuery } from "../../connections/index.ts";
import type { Command } from "./command.ts";
import { focusOn, isListShown, press } from "./page.ts";
import { toggledOne } from "./toggled.ts";
import { useLook } from "./use-look.ts";

/** What narrows the list: the same filters that its form has, one by one, the form itself, and the search in the list. */
export function useFilterCommands(): Command[] {
  const t = useT("search.commands");
  const inbox = useT("inbox");
  const keys = useT("shortcuts.ids");
  const { look, change, filterBy, role } = useLook();
  const { data: connections = [] } = useQuery(connectionSummariesQuery());
  const [hasList] = useState(isListShown);
  const { queueIds, tagIds, userId, connectionId, priorities, unread, lastMessage } = look.filters;
  const words = t("filter");
  const reading = ([true, false] as const).map((value): Command => ({
    id: value ? "filter-unread" : "filter-read",
    name: inbox(value ? "filters.unread" : "filters.read"),
    words,
    icon: value ? MailWarning : MailOpen,
    isChosen: unread === value,
    run: () => filterBy({ unread: toggledOne(unread, value) }),
  }));
  const inList: Command[] = [
    {
      id: "filter-form",
      name: `${keys("filter")}…`,
      icon: SlidersHorizontal,
      shortcut: "filter",
      when: "closed",
      run: () => press("[data-inbox-filter]"),
    },
    {
      id: "list-search",
      name: t("searchList"),
      icon: Search,
      shortcut: "search",
      when: "closed",
      run: () => focusOn("[data-inbox-search]"),
    },
  ];
  const isOn = (value: unknown) => ({ isChosen: value !== undefined });
  return [
    ...(hasList ? inList : []),
    { id: "filter-queue", name: t("filterQueue"), icon: Layers, step: "filterQueue", ...isOn(queueIds) },
    { id: "filter-tag", name: t("filterTag"), icon: Tags, step: "filterTag", ...isOn(tagIds) },
    ...(role === "AGENT"
      ? []
      : [
          {
            id: "filter-agent",
            name: t("filterAgent"),
            icon: UserRound,
            step: "filterAgent",
            ...isOn(userId),
          } as const,
        ]),
    ...(connections.length > 1
      ? [
          {
            id: "filter-connection",
            name: t("filterConnection"),
            icon: Smartphone,
            step: "filterConnection",
            ...isOn(connectionId),
          } as const,
        ]
      : []),
    { id: "filter-priority", name: t("filterPriority"), icon: Flag, step: "filterPriority", ...isOn(priorities) },
    {
      id: "filter-date",
      name: t("filterDate"),
      words: t("filterDateWords"),
      icon: CalendarDays,
      step: "filterDate",
      ...isOn(lastMessage),
    },
    ...reading,
    ...(Object.keys(look.filters).length > 0
      ? [
          {
            id: "filter-clear",
            name: inbox("filters.clear"),
            icon: FilterX,
            run: () => change({ filters: {}, viewId: null }),
          },
        ]
      : []),
  ];
}
