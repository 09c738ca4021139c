import { useQueryClient } from "@tanstack/react-query";
import type { Ticket, TicketAbility } from "@whatskovi/contract";
import { useMemo } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";
import { askAbout } from "./ticket-dialog.ts";
import { leaveTicket } from "./ticket-leaving.ts";
import { clearFailure, noteFailure } from "./ticket-notices.ts";
import {
  acceptTicket,
  closeTicket,
  type Handover,
  markRead,
  markUnread,
  reopenTicket,
  returnTicket,
  transferTicket,
} from "./ticket-verbs.ts";

export type TicketAction = "accept" | "transfer" | "return" | "close" | "reopen" | "read" | "unread";

/** What each action asks for, in the order in which they are offered. Buttons, menus, keys and the palette all ask here. */
const abilityFor: Readonly<Record<TicketAction, TicketAbility>> = {
  accept: "accept",
  reopen: "reopen",
  transfer: "transfer",
  close: "close",
  return: "return",
  unread: "read",
  read: "read",
};

const makesSense = (action: TicketAction, { status, unreadMessages }: Ticket): boolean =>
  action === "unread" ? unreadMessages === 0 && status !== "CLOSED" : action !== "read" || unreadMessages > 0;

/** What one may do with a ticket as it is now. */
export const actionsOf = (ticket: Ticket): TicketAction[] =>
  (Object.keys(abilityFor) as TicketAction[]).filter(
    (action) => ticket.abilities.includes(abilityFor[action]) && makesSense(action, ticket),
  );

/** What one can do with a ticket from the screen. A refusal is told in the ticket's conversation. */
export function useTicketActions() {
  const queryClient = useQueryClient();
  const me = useCurrentUser();
  const t = useT("ticket");
  return useMemo(() => {
    const acting = { queryClient, me };
    const attempt = async (ticket: Ticket, verb: () => Promise<Ticket>): Promise<Ticket | null> => {
      clearFailure(ticket.id);
      try {
        return await verb();
      } catch (error) {
        noteFailure(ticket.id, error);
        return null;
      }
    };
    const reopen = (ticket: Ticket) => attempt(ticket, () => reopenTicket(acting, ticket));
    const run: Record<TicketAction, (ticket: Ticket) => void> = {
      accept: (ticket) => void attempt(ticket, () => acceptTicket(acting, ticket)),
      transfer: (ticket) => askAbout("transfer", ticket),
      close: (ticket) => askAbout("close", ticket),
      reopen: (ticket) => void reopen(ticket),
      read: (ticket) => void attempt(ticket, () => markRead(acting, ticket)),
      unread: (ticket) => {
        leaveTicket(ticket.id);
        void attempt(ticket, () => markUnread(acting, ticket)).then((after) => after && showToast(t("unread")));
      },
      return: (ticket) =>
        void attempt(ticket, () => returnTicket(acting, ticket)).then((after) => after && showToast(t("returned"))),
    };
    return {
      run: (action: TicketAction, ticket: Ticket) => {
        if (actionsOf(ticket).includes(action)) run[action](ticket);
      },
      /** Closes at once; for some seconds it can be undone. */
      async close(ticket: Ticket, reason: string) {
        const closed = await attempt(ticket, () => closeTicket(acting, ticket, reason));
        if (closed !== null)
          showToast(t("close.done"), { action: { label: t("undo"), run: () => void reopen(closed) } });
      },
      /** Throws what the server refuses, for the form to say. */
      async transfer(ticket: Ticket, handover: Handover) {
        await transferTicket(acting, ticket, handover);
        showToast(t("transfer.done"));
      },
    };
  }, [queryClient, me, t]);
}
