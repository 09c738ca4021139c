import { create } from "zustand";

/** What is asked further before a command of the palette can be done. */
export type SearchStep = "agent" | "queue" | "priority" | "tags" | "filterQueue" | "filterTag" | "filterPriority";

/** A question that the palette begins with, about one ticket. */
export type SearchStart = { readonly step: SearchStep; readonly ticketId: string };

type SearchScreen = {
  readonly isOpen: boolean;
  readonly start: SearchStart | null;
  readonly step: SearchStep | null;
};

/** Whether the search over everything stands above the page, and what it asks just now. */
export const useSearchScreen = create<SearchScreen>(() => ({ isOpen: false, start: null, step: null }));

export const openSearchScreen = (start: SearchStart | null = null): void =>
  useSearchScreen.setState({ isOpen: true, start, step: start?.step ?? null });
export const closeSearchScreen = (): void => useSearchScreen.setState({ isOpen: false });
export const askInSearchScreen = (step: SearchStep | null): void => useSearchScreen.setState({ step });
