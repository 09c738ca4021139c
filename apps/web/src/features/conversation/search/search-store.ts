import { create } from "zustand";

type Search = {
  readonly isOpen: boolean;
  /** What is looked for; empty while it is too short. */
  readonly query: string;
};

const closed: Search = { isOpen: false, query: "" };

/** The search in the open conversation. */
export const useSearch = create<Search>(() => closed);

export const openSearch = (): void => useSearch.setState({ isOpen: true });
export const closeSearch = (): void => useSearch.setState(closed);
export const setQuery = (query: string): void => useSearch.setState({ query });
