import { create } from "zustand";

/** Tickets of which something came while no window of ours had the focus, beyond what the server counts; until somebody looks. */
export const useUnseen = create<{ readonly ticketIds: ReadonlySet<string> }>(() => ({ ticketIds: new Set() }));

export function noteUnseen(ticketId: string): void {
  const { ticketIds } = useUnseen.getState();
  if (!ticketIds.has(ticketId)) useUnseen.setState({ ticketIds: new Set(ticketIds).add(ticketId) });
}

/** Somebody has taken it, or it is out of sight. */
export function forgetUnseen(ticketId: string): void {
  const { ticketIds } = useUnseen.getState();
  if (ticketIds.has(ticketId))
    useUnseen.setState({ ticketIds: new Set([...ticketIds].filter((id) => id !== ticketId)) });
}

export function forgetAllUnseen(): void {
  if (useUnseen.getState().ticketIds.size > 0) useUnseen.setState({ ticketIds: new Set() });
}
