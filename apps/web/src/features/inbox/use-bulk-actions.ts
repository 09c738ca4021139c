import { useQueryClient } from "@tanstack/react-query";
import type { BulkTicketAction, Ticket } from "@whatskovi/contract";
import { useMemo } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";
import { changeTickets } from "../tickets/index.ts";
import { beginBulk, endBulk, refusalsOf, undoOf, useBulk } from "./bulk.ts";
import { useSelection } from "./selection.ts";

/** Does things to all chosen tickets. `onUnread` is called with those that were put back to unread. */
export function useBulkActions(onUnread: (ticketIds: readonly string[]) => void) {
  const queryClient = useQueryClient();
  const me = useCurrentUser();
  const t = useT("inbox.bulk");
  const words = useT("ticket");
  return useMemo(() => {
    const acting = { queryClient, me };
    const takeBack = async (action: BulkTicketAction, before: readonly Ticket[]) => {
      for (const step of undoOf(action, before) ?? []) {
        if (step.ticketIds.length > 0)
          await changeTickets(acting, step.ticketIds, step.action).catch(() =>
            showToast(t("undoFailed"), { tone: "danger" }),
          );
      }
    };
    const tell = (action: BulkTicketAction, before: readonly Ticket[]) => {
      const undo = { label: words("undo"), run: () => void takeBack(action, before) };
      showToast(
        t(`done.${action.kind}`, { count: before.length }),
        undoOf(action, before) === null ? {} : { action: undo },
      );
    };
    return {
      async run(action: BulkTicketAction): Promise<void> {
        if (useBulk.getState().isBusy) return;
        const { chosen } = useSelection.getState();
        beginBulk();
        try {
          const results = await changeTickets(acting, [...chosen.keys()], action);
          const refusals = refusalsOf(chosen, results);
          const isRefused = new Set(refusals.map((refusal) => refusal.ticket.id));
          const done = [...chosen.values()].filter((ticket) => !isRefused.has(ticket.id));
          endBulk({ action, done: done.length, refusals, error: null });
          if (action.kind === "unread") onUnread(done.map((ticket) => ticket.id));
          if (done.length > 0) tell(action, done);
        } catch (error) {
          endBulk({ action, done: 0, refusals: [], error });
        }
      },
    };
  }, [queryClient, me, t, words, onUnread]);
}
