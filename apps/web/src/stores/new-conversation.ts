import { create } from "zustand";

/** Whether a conversation is being begun from wherever one is. */
export const useNewConversation = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const beginConversation = (): void => useNewConversation.setState({ isOpen: true });
export const endBeginning = (): void => useNewConversation.setState({ isOpen: false });
