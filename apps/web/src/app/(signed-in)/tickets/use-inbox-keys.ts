import { useQueryClient } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { useEffect } from "react";
import { focusComposer } from "../../../features/conversation/index.ts";
import { activeTicket, moveActive } from "../../../features/inbox/index.ts";
import { actionsOf, ticketKeys, type TicketAction, useTicketActions } from "../../../features/tickets/index.ts";
import { isCovered } from "../../../lib/layers.ts";
import { ownShortcutOf, type ShortcutsOf } from "../../../lib/shortcuts/index.ts";
import { openSearchScreen } from "../../../stores/search-screen.ts";
import type { InboxAddress } from "./use-inbox-address.ts";

/** In dialogs and menus the keys belong to them; in tabs those that go from one to the next. */
const isElsewhere = ({ target, key }: KeyboardEvent) =>
  target instanceof Element &&
  (target.closest("[role=dialog],[role=menu],[role=listbox]:not([data-inbox-list])") !== null ||
    (key.length > 1 && key !== "Escape" && target.closest("[role=tablist]") !== null));

type Details = { readonly isOver: boolean; readonly toggle: () => void };

/** The inbox by keyboard. */
export function useInboxKeys(address: InboxAddress, details: Details): void {
  const queryClient = useQueryClient();
  const { run } = useTicketActions();
  useEffect(() => {
    const { ticketId } = address;
    const meant = () =>
      ticketId === null ? activeTicket() : queryClient.getQueryData<Ticket>(ticketKeys.detail(ticketId));
    const openActive = (target: EventTarget | null) => {
      if (target instanceof Element && target.closest("button,a") !== null) return false;
      const ticket = activeTicket();
      if (ticket !== undefined) address.open(ticket.id);
      return ticket !== undefined;
    };
    const acted = (...actions: TicketAction[]): boolean => {
      const ticket = meant();
      if (ticket !== undefined)
        for (const action of actions.filter((one) => actionsOf(ticket).includes(one))) run(action, ticket);
      return ticket !== undefined;
    };
    /** Asks which one in the palette, about the ticket that is meant. */
    const ask = (step: "priority" | "tags"): boolean => {
      const ticket = meant();
      const may = ticket?.abilities.includes("update") === true;
      if (may) openSearchScreen({ step, ticketId: ticket.id });
      return may;
    };
    const act = (id: ShortcutsOf<"inbox">, target: EventTarget | null): boolean => {
      switch (id) {
        case "accept":
        case "transfer":
        case "close":
        case "reopen":
          return acted(id);
        case "unread":
          return acted("unread", "read");
        case "priority":
        case "tags":
          return ask(id);
        case "next":
          return (moveActive(1, ticketId), true);
        case "previous":
          return (moveActive(-1, ticketId), true);
        case "open":
          return openActive(target);
        case "reply":
        case "note":
          return (focusComposer(id), true);
        case "details":
          return (details.toggle(), true);
        case "search":
          return (document.querySelector<HTMLElement>("[data-inbox-search]")?.focus(), true);
        case "filter":
          return (document.querySelector<HTMLElement>("[data-inbox-filter]")?.click(), true);
        case "back":
          return (details.isOver ? details.toggle() : address.close(), true);
      }
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event) || isCovered()) return;
      const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
      if (isArrow && event.target instanceof Element && event.target.closest("[role=region]") !== null) return;
      const id = ownShortcutOf(event, "inbox");
      if (id !== null && act(id, event.target)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [address, details, queryClient, run]);
}
