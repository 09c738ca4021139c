import { useEffect } from "react";
import { ownShortcutOf } from "../../../lib/shortcuts/index.ts";
import { closeSearch, openSearch, useSearch } from "./search-store.ts";

const field = () => document.querySelector<HTMLInputElement>("[data-conversation-search]");

/** Ctrl or ⌘ with F looks in the conversation; pressed again there, the browser's own search takes over. */
export function useSearchKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("[role=dialog]") !== null) return;
      if (ownShortcutOf(event, "conversation") !== "conversationSearch") return;
      const input = field();
      if (input !== null && document.activeElement === input) return;
      event.preventDefault();
      if (useSearch.getState().isOpen) input?.select();
      else openSearch();
      input?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      closeSearch();
    };
  }, []);
}
