import { create } from "zustand";

/** Whether the search over everything stands above the page. */
export const useSearchScreen = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const openSearchScreen = (): void => useSearchScreen.setState({ isOpen: true });
export const closeSearchScreen = (): void => useSearchScreen.setState({ isOpen: false });
