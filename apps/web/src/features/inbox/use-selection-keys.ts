import { useEffect } from "react";
import { isCovered } from "../../lib/layers.ts";
import { ownShortcutOf } from "../../lib/shortcuts/index.ts";
import { clearSelection, selectTickets, toggleSelected, useSelection } from "./selection.ts";
import { activeTicket, visibleTickets } from "./visible-tickets.ts";

/** In a conversation all of it may be meant by "select all", and what lies above the page comes first. */
const isElsewhere = (target: EventTarget | null) =>
  isCovered() || (target instanceof Element && target.closest("[role=region]") !== null);

/** What a key does to the choice; false when it means nothing here. */
function act(event: KeyboardEvent): boolean {
  switch (ownShortcutOf(event, "selection")) {
    case "selectAll": {
      const tickets = visibleTickets();
      if (tickets.length > 0) selectTickets(tickets);
      return tickets.length > 0;
    }
    case "clearSelection":
      if (useSelection.getState().chosen.size === 0) return false;
      clearSelection();
      return true;
    case "select": {
      const ticket = activeTicket();
      if (ticket !== undefined) toggleSelected(ticket);
      return ticket !== undefined;
    }
    case null:
      return false;
  }
}

/** Choosing tickets by keyboard: `x` the one it stands on, Ctrl or ⌘ with A all that are loaded, Escape none. */
export function useSelectionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      if (act(event)) event.preventDefault();
    };
    // Before the page's own keys: Escape ends the choice before it closes the conversation.
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
