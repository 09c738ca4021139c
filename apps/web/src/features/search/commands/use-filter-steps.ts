import { useQuery } from "@tanstack/react-query";
import { CalendarDays, CalendarRange, Flag, Smartphone, UserRound } from "lucide-react";
import { useState } from "react";
import { dayOf } from "../../../lib/format/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import type { SearchStep } from "../../../stores/search-screen.ts";
import { useCurrentUser } from "../../../stores/session.ts";
import { connectionSummariesQuery } from "../../connections/index.ts";
import { recentDays } from "../../inbox/index.ts";
import { queuesQuery } from "../../queues/index.ts";
import { tagsQuery } from "../../tags/index.ts";
import { priorities } from "../../tickets/index.ts";
import { colleaguesQuery } from "../../users/index.ts";
import type { Command } from "./command.ts";
import { isListShown, press } from "./page.ts";
import { toggled, toggledOne } from "./toggled.ts";
import { useLook } from "./use-look.ts";

/** What the list is narrowed to. Where several may be chosen the question stays; the chosen one, chosen again, is taken off. */
export function useFilterSteps(step: SearchStep | null): Command[] {
  const t = useT("inbox.filters");
  const words = useT("ticket");
  const me = useCurrentUser();
  const { look, filterBy } = useLook();
  const [hasList] = useState(isListShown);
  const needs = (one: SearchStep) => ({ enabled: step === one });
  const { data: queues = [] } = useQuery({ ...queuesQuery(), ...needs("filterQueue") });
  const { data: tags = [] } = useQuery({ ...tagsQuery(), ...needs("filterTag") });
  const { data: colleagues = [] } = useQuery({ ...colleaguesQuery(), ...needs("filterAgent") });
  const { data: connections = [] } = useQuery({ ...connectionSummariesQuery(), ...needs("filterConnection") });
  const { queueIds, tagIds, priorities: shown, userId, connectionId, lastMessage } = look.filters;
  const staying = { when: "staying" as const };
  switch (step) {
    case "filterQueue":
      return [{ id: "none", name: t("noQueue") }, ...queues].map((queue) => ({
        ...queue,
        isChosen: queueIds?.includes(queue.id) === true,
        run: () => filterBy({ queueIds: toggled(queueIds, queue.id) }),
        ...staying,
      }));
    case "filterTag":
      return tags.map(({ id, name, color }) => ({
        id,
        name,
        color,
        isChosen: tagIds?.includes(id) === true,
        run: () => filterBy({ tagIds: toggled(tagIds, id) }),
        ...staying,
      }));
    case "filterPriority":
      return priorities.map((value) => ({
        id: value,
        name: words(`priority.${value}`),
        icon: Flag,
        isChosen: shown?.includes(value) === true,
        run: () => filterBy({ priorities: toggled(shown, value) }),
        ...staying,
      }));
    case "filterAgent": {
      // One's own tab shows nobody else's: whoever asks for somebody is led to all.
      const isMine = look.tab === "mine";
      const shownId = isMine ? undefined : userId === me.id ? "me" : userId;
      const others = colleagues.filter(({ id }) => id !== me.id);
      return [{ id: "me", name: t("me") }, { id: "none", name: t("nobody") }, ...others].map(({ id, name }) => ({
        id,
        name,
        icon: UserRound,
        isChosen: shownId === id,
        run: () => filterBy({ userId: toggledOne(shownId, id) }, isMine ? { tab: "all", viewId: null } : {}),
      }));
    }
    case "filterConnection":
      return connections.map(({ id, name }) => ({
        id,
        name,
        icon: Smartphone,
        isChosen: connectionId === id,
        run: () => filterBy({ connectionId: toggledOne(connectionId, id) }),
      }));
    case "filterDate": {
      const recent = recentDays.map((value): Command => ({
        id: value,
        name: t(`days.${value}`),
        icon: CalendarDays,
        isChosen: lastMessage === value,
        run: () => filterBy({ lastMessage: typeof lastMessage === "object" ? value : toggledOne(lastMessage, value) }),
      }));
      const own: Command = {
        id: "own",
        name: `${t("days.own")}…`,
        icon: CalendarRange,
        isChosen: typeof lastMessage === "object",
        when: "closed",
        run: () => {
          if (typeof lastMessage !== "object") filterBy({ lastMessage: { from: dayOf(Date.now()) } });
          press("[data-inbox-filter]");
        },
      };
      return hasList ? [...recent, own] : recent;
    }
    default:
      return [];
  }
}
