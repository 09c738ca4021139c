import { create } from "zustand";

/** With whom a conversation is begun, where that is known. */
type Person = { readonly id: string; readonly name: string };

/** Whether a conversation is being begun from wherever one is. */
export const useNewConversation = create<{ readonly isOpen: boolean; readonly contact: Person | null }>(() => ({
  isOpen: false,
  contact: null,
}));

export const beginConversation = (contact: Person | null = null): void =>
  useNewConversation.setState({ isOpen: true, contact });
export const endBeginning = (): void => useNewConversation.setState({ isOpen: false });
