import type { Ticket } from "@whatskovi/contract";
import { useEffect } from "react";
import { setActive, useInboxView } from "./inbox-view.ts";

let visible: readonly Ticket[] = [];

/** What the list shows just now, from its top on, as far as it is loaded. */
export const visibleTickets = (): readonly Ticket[] => visible;

/** Tells the keyboard what the list shows. */
export function useVisibleTickets(tickets: readonly Ticket[]): void {
  useEffect(() => {
    visible = tickets;
    return () => {
      visible = [];
    };
  }, [tickets]);
}

/** The ticket the keyboard stands on. */
export const activeTicket = (): Ticket | undefined =>
  visible.find((ticket) => ticket.id === useInboxView.getState().activeId);

/** Goes down or up the list, beginning at its top, or at the open ticket. */
export function moveActive(step: 1 | -1, openId: string | null): void {
  const from = useInboxView.getState().activeId ?? openId;
  const index = visible.findIndex((ticket) => ticket.id === from);
  const next = index < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, index + step));
  setActive(visible[next]?.id ?? null);
}

/** Whoever comes into the list by keyboard sees where they are: where they were, at the open ticket, or at the top. */
export function standSomewhere(openId: string | null): void {
  if (activeTicket() !== undefined) return;
  const open = visible.find((ticket) => ticket.id === openId);
  setActive((open ?? visible[0])?.id ?? null);
}
