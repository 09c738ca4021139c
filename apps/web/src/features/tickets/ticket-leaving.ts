import { useEffect } from "react";
import { create } from "zustand";

/** The open ticket that one wants to be out of: whoever puts it back to unread is not reading it any more. */
const useLeaving = create<{ readonly ticketId: string | null }>(() => ({ ticketId: null }));

export const leaveTicket = (ticketId: string): void => useLeaving.setState({ ticketId });

/** Whether a ticket is being left: nothing more of it counts as read. */
export const useIsLeaving = (ticketId: string): boolean => useLeaving((leaving) => leaving.ticketId === ticketId);

/** Closes the open ticket when one wants to be out of it. Opened again, it is read again. */
export function useLeaveTicket(ticketId: string | null, close: () => void): void {
  useEffect(() => useLeaving.setState({ ticketId: null }), [ticketId]);
  useEffect(
    () => useLeaving.subscribe((leaving) => leaving.ticketId !== null && leaving.ticketId === ticketId && close()),
    [ticketId, close],
  );
}
