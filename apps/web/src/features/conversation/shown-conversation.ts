import { useEffect } from "react";
import { create } from "zustand";

type ShownConversation = { readonly ticketId: string | null };

const useShown = create<ShownConversation>(() => ({ ticketId: null }));

/** The ticket whose conversation stands on the screen, or why it cannot; null while it is on its way. */
export const useShownConversation = (): string | null => useShown(({ ticketId }) => ticketId);

/** Tells that there is nothing more to wait for. */
export function useTellShown(ticketId: string, isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return;
    // What follows is asked for after the paint.
    const timer = setTimeout(() => useShown.setState({ ticketId }));
    return () => {
      clearTimeout(timer);
      useShown.setState(({ ticketId: shown }) => ({ ticketId: shown === ticketId ? null : shown }));
    };
  }, [ticketId, isShown]);
}
