import type { UserSummary } from "@whatskovi/contract";
import { create } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { useCurrentUser } from "../../stores/session.ts";

/** By ticket, everybody who has it open and in sight, oneself too: of the moment, and told again after every connection. */
export const useViewerStore = create<Readonly<Record<string, readonly UserSummary[]>>>(() => ({}));

const nobody: readonly UserSummary[] = [];

/** The colleagues who look at a ticket just now, without oneself. */
export function useViewers(ticketId: string): readonly UserSummary[] {
  const me = useCurrentUser();
  return useViewerStore(useShallow((byTicket) => (byTicket[ticketId] ?? nobody).filter(({ id }) => id !== me.id)));
}

export function setViewers(ticketId: string, viewers: readonly UserSummary[]): void {
  const { [ticketId]: _, ...others } = useViewerStore.getState();
  useViewerStore.setState(viewers.length === 0 ? others : { ...others, [ticketId]: viewers }, true);
}

export const forgetViewers = (): void => useViewerStore.setState({}, true);
