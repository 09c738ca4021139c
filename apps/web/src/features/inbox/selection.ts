import type { Ticket } from "@whatskovi/contract";
import { create } from "zustand";

type Selection = {
  /** The tickets as they were when they were chosen: so that what is refused can be named though it has gone. */
  readonly chosen: ReadonlyMap<string, Ticket>;
  /** Where a range begins. */
  readonly anchorId: string | null;
};

const nothing: Selection = { chosen: new Map(), anchorId: null };

/** The tickets that are about to be done something to, together. */
export const useSelection = create<Selection>(() => nothing);

export const clearSelection = (): void => {
  if (useSelection.getState() !== nothing) useSelection.setState(nothing);
};

/** Chooses one, or takes the choice back. */
export function toggleSelected(ticket: Ticket): void {
  const chosen = new Map(useSelection.getState().chosen);
  if (!chosen.delete(ticket.id)) chosen.set(ticket.id, ticket);
  useSelection.setState({ chosen, anchorId: ticket.id });
}

/** Chooses everything from where the last choice was made to here. */
export function selectRange(tickets: readonly Ticket[], toId: string): void {
  const { chosen, anchorId } = useSelection.getState();
  const places = [anchorId, toId].map((id) => tickets.findIndex((ticket) => ticket.id === id));
  const [from = 0, to = 0] = places.toSorted((one, other) => one - other);
  const range = tickets.slice(from < 0 ? to : from, to + 1);
  useSelection.setState({
    chosen: new Map([...chosen, ...range.map((ticket) => [ticket.id, ticket] as const)]),
    anchorId: anchorId ?? toId,
  });
}

export const selectTickets = (tickets: readonly Ticket[]): void =>
  useSelection.setState({ chosen: new Map(tickets.map((ticket) => [ticket.id, ticket])), anchorId: null });
