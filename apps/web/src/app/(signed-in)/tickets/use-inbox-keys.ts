import { useQueryClient } from "@tanstack/react-query";
import type { Ticket } from "@whatskovi/contract";
import { useEffect } from "react";
import { focusComposer } from "../../../features/conversation/index.ts";
import { activeTicket, moveActive } from "../../../features/inbox/index.ts";
import { ticketKeys, type TicketAction, useTicketActions } from "../../../features/tickets/index.ts";
import type { InboxAddress } from "./use-inbox-address.ts";

const actionKeys: Readonly<Record<string, TicketAction>> = { a: "accept", t: "transfer", e: "close" };

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** In dialogs and menus the keys belong to them. */
const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest("[role=dialog],[role=menu],[role=listbox]:not([data-inbox-list]),[role=tablist]") !== null;

/** Whatever has the focus: what lies above the page comes first. */
const isBelowLayer = () => document.querySelector("[role=dialog],[role=menu]") !== null;

type Details = { readonly isOver: boolean; readonly toggle: () => void };

/** The inbox by keyboard. `onHelp` shows what the keys do. */
export function useInboxKeys(address: InboxAddress, details: Details, onHelp: () => void): void {
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
    const act = (key: string, target: EventTarget | null): boolean => {
      const action = actionKeys[key];
      const ticket = meant();
      if (action !== undefined) return ticket !== undefined && (run(action, ticket), true);
      switch (key) {
        case "j":
        case "ArrowDown":
          return (moveActive(1, ticketId), true);
        case "k":
        case "ArrowUp":
          return (moveActive(-1, ticketId), true);
        case "Enter":
          return openActive(target);
        case "r":
          return (focusComposer("reply"), true);
        case "n":
          return (focusComposer("note"), true);
        case "d":
          return (details.toggle(), true);
        case "/":
          return (document.querySelector<HTMLElement>("[data-inbox-search]")?.focus(), true);
        case "Escape":
          return (details.isOver ? details.toggle() : address.close(), true);
        case "?":
          return (onHelp(), true);
        default:
          return false;
      }
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || isElsewhere(event.target) || isBelowLayer()) return;
      const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
      if (isArrow && event.target instanceof Element && event.target.closest("[role=region]") !== null) return;
      if (act(event.key.length === 1 ? event.key.toLowerCase() : event.key, event.target)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [address, details, queryClient, run, onHelp]);
}
