import { create } from "zustand";

type InboxView = {
  readonly search: string;
  /** The row that the keyboard stands on. */
  readonly activeId: string | null;
};

/** What of looking at the list is nobody else's business and not in the address. */
export const useInboxView = create<InboxView>(() => ({ search: "", activeId: null }));

export const setSearch = (search: string): void => useInboxView.setState({ search });
export const setActive = (activeId: string | null): void => useInboxView.setState({ activeId });
