import type { Ticket, TicketAbility } from "@whatskovi/contract";
import { Flag, ListChecks, ListX, SquareCheck, Tags } from "lucide-react";
import { useCallback } from "react";
import { useT } from "../../../lib/i18n/index.ts";
import type { SearchStep } from "../../../stores/search-screen.ts";
import {
  clearSelection,
  selectTickets,
  toggleSelected,
  useBulkActions,
  useSelection,
  visibleTickets,
} from "../../inbox/index.ts";
import { leaveTicket, priorities } from "../../tickets/index.ts";
import { actionIcons } from "./action-icons.ts";
import type { Command } from "./command.ts";
import { press } from "./page.ts";
import { useLook } from "./use-look.ts";
import { useMeantTicket } from "./use-meant-ticket.ts";

const atOnce = ["accept", "return", "reopen", "read", "unread"] as const;

/** Does something to all chosen tickets. Whoever puts the open one back to unread is not reading it any more. */
function useRun() {
  const { ticket, isOpen } = useMeantTicket();
  const openId = isOpen ? ticket?.id : undefined;
  const onUnread = useCallback(
    (ticketIds: readonly string[]) => {
      if (openId !== undefined && ticketIds.includes(openId)) leaveTicket(openId);
    },
    [openId],
  );
  return useBulkActions(onUnread).run;
}

function useChoosing(ticket: Ticket | undefined, chosen: ReadonlyMap<string, Ticket>): Command[] {
  const t = useT("shortcuts.ids");
  const all = visibleTickets();
  const one: Command[] =
    ticket === undefined
      ? []
      : [
          {
            id: "choose",
            name: t("select"),
            icon: SquareCheck,
            shortcut: "select",
            isChosen: chosen.has(ticket.id),
            run: () => toggleSelected(ticket),
          },
        ];
  const every: Command[] =
    all.length === 0
      ? []
      : [
          {
            id: "choose-all",
            name: t("selectAll"),
            icon: ListChecks,
            shortcut: "selectAll",
            run: () => selectTickets(all),
          },
        ];
  return [...one, ...every];
}

/** Choosing tickets of the list, and what is done with the chosen: what some of them allow is offered, as above the list. */
export function useChosenCommands(): Command[] {
  const t = useT("inbox.bulk");
  const words = useT("ticket.actions");
  const keys = useT("shortcuts.ids");
  const search = useT("search.commands");
  const { isInbox } = useLook();
  const { ticket } = useMeantTicket();
  const chosen = useSelection((selection) => selection.chosen);
  const choosing = useChoosing(ticket, chosen);
  const run = useRun();
  if (!isInbox) return [];
  if (chosen.size === 0) return choosing;
  const may = (ability: TicketAbility) => [...chosen.values()].some((one) => one.abilities.includes(ability));
  const aside = t("count", { count: chosen.size });
  const ask = (what: "transfer" | "close"): Command => ({
    id: `chosen-${what}`,
    name: `${words(what)}…`,
    aside,
    icon: actionIcons[what],
    when: "closed",
    run: () => press(`[data-chosen=${what}]`),
  });
  const update: Command[] = [
    {
      id: "chosen-tags",
      name: search("tags"),
      aside,
      icon: Tags,
      when: "closed",
      run: () => press("[data-chosen=tags]"),
    },
    { id: "chosen-priority", name: search("priority"), aside, icon: Flag, step: "chosenPriority" },
  ];
  const done = atOnce
    .filter((kind) => may(kind === "unread" ? "read" : kind))
    .map((kind): Command => ({
      id: `chosen-${kind}`,
      name: kind === "read" || kind === "unread" ? t(kind) : words(kind),
      aside,
      icon: actionIcons[kind],
      run: () => void run({ kind }),
    }));
  return [
    ...done,
    ...(may("transfer") ? [ask("transfer")] : []),
    ...(may("close") ? [ask("close")] : []),
    ...(may("update") ? update : []),
    ...choosing,
    { id: "choose-none", name: keys("clearSelection"), icon: ListX, shortcut: "clearSelection", run: clearSelection },
  ];
}

/** Which priority the chosen tickets are to have. */
export function useChosenSteps(step: SearchStep | null): Command[] {
  const t = useT("ticket.priority");
  const run = useRun();
  if (step !== "chosenPriority") return [];
  return priorities.map((priority) => ({
    id: priority,
    name: t(priority),
    icon: Flag,
    run: () => void run({ kind: "priority", priority }),
  }));
}
