import { create } from "zustand";

/** What is asked further before a command of the palette can be done. */
export type SearchStep =
  | "agent"
  | "queue"
  | "priority"
  | "tags"
  | "contactTags"
  | "earlier"
  | "chosenPriority"
  | "filterQueue"
  | "filterTag"
  | "filterAgent"
  | "filterConnection"
  | "filterPriority"
  | "filterDate";

/** A question that the palette begins with, about one ticket. */
export type SearchStart = { readonly step: SearchStep; readonly ticketId: string };

type SearchScreen = {
  readonly isOpen: boolean;
  readonly start: SearchStart | null;
  readonly step: SearchStep | null;
  /** Which opening it is: each begins anew, also one that comes while the last is still going. */
  readonly opening: number;
};

/** Whether the search over everything stands above the page, and what it asks just now. */
export const useSearchScreen = create<SearchScreen>(() => ({ isOpen: false, start: null, step: null, opening: 0 }));

export const openSearchScreen = (start: SearchStart | null = null): void =>
  useSearchScreen.setState(({ opening }) => ({
    isOpen: true,
    start,
    step: start?.step ?? null,
    opening: opening + 1,
  }));
export const closeSearchScreen = (): void => useSearchScreen.setState({ isOpen: false });
export const askInSearchScreen = (step: SearchStep | null): void => useSearchScreen.setState({ step });
