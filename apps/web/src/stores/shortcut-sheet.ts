import { create } from "zustand";

/** Whether the sheet of what the keys do stands above the page. */
export const useShortcutSheet = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const openShortcutSheet = (): void => useShortcutSheet.setState({ isOpen: true });
export const closeShortcutSheet = (): void => useShortcutSheet.setState({ isOpen: false });
