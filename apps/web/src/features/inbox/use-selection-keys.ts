import { useEffect } from "react";
import { usePreferences } from "../../stores/preferences.ts";
import { clearSelection, selectTickets, toggleSelected, useSelection } from "./selection.ts";
import { activeTicket, visibleTickets } from "./visible-tickets.ts";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** In a conversation all of it may be meant by "select all", and what lies above the page comes first. */
const isElsewhere = (target: EventTarget | null) =>
  document.querySelector("[role=dialog],[role=menu]") !== null ||
  (target instanceof Element && target.closest("[role=region]") !== null);

/** What a key does to the choice; false when it means nothing here. */
function act(event: KeyboardEvent): boolean {
  const { hasSingleKeyShortcuts, disabledShortcuts } = usePreferences.getState();
  const isOff = (name: string) => disabledShortcuts.includes(name);
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (isCommand && event.key.toLowerCase() === "a" && !isOff("selectAll")) {
    const tickets = visibleTickets();
    if (tickets.length === 0) return false;
    selectTickets(tickets);
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "Escape") {
    if (useSelection.getState().chosen.size === 0) return false;
    clearSelection();
    return true;
  }
  if (event.key.toLowerCase() !== "x" || !hasSingleKeyShortcuts || isOff("select")) return false;
  const ticket = activeTicket();
  if (ticket === undefined) return false;
  toggleSelected(ticket);
  return true;
}

/** Choosing tickets by keyboard: `x` the one it stands on, Ctrl or ⌘ with A all that are loaded, Escape none. */
export function useSelectionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || isElsewhere(event.target)) return;
      if (act(event)) event.preventDefault();
    };
    // Before the page's own keys: Escape ends the choice before it closes the conversation.
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
