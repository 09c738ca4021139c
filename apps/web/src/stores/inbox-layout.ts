import { create } from "zustand";
import { persist } from "zustand/middleware";

export const listWidth = { minimum: 280, initial: 340, maximum: 480 } as const;

type InboxLayout = {
  /** Pixels. */
  readonly listWidth: number;
  readonly isDetailsOpen: boolean;
  /** Enter sends and Shift+Enter breaks the line; otherwise Ctrl or ⌘ with Enter sends. */
  readonly sendsOnEnter: boolean;
  setListWidth(width: number): void;
  toggleDetails(): void;
  toggleSendsOnEnter(): void;
};

/** How a person has arranged the inbox on this device. */
export const useInboxLayout = create<InboxLayout>()(
  persist(
    (set) => ({
      listWidth: listWidth.initial,
      isDetailsOpen: true,
      sendsOnEnter: true,
      setListWidth: (width) => set({ listWidth: Math.round(Math.min(listWidth.maximum, Math.max(listWidth.minimum, width))) }),
      toggleDetails: () => set(({ isDetailsOpen }) => ({ isDetailsOpen: !isDetailsOpen })),
      toggleSendsOnEnter: () => set(({ sendsOnEnter }) => ({ sendsOnEnter: !sendsOnEnter })),
    }),
    { name: "whatskovi.inbox-layout" },
  ),
);
