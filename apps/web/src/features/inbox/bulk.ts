import type { BulkTicketAction, BulkTicketResult, Ticket } from "@whatskovi/contract";
import { create } from "zustand";
import { clearSelection, selectTickets } from "./selection.ts";

export type Refusal = { readonly ticket: Ticket; readonly result: Extract<BulkTicketResult, { outcome: "refused" }> };

/** How it ended for those that were not done. */
export type BulkOutcome = {
  readonly action: BulkTicketAction;
  readonly done: number;
  readonly refusals: readonly Refusal[];
  /** No answer came: nothing is known of the rest. */
  readonly error: unknown;
};

type Bulk = {
  readonly isBusy: boolean;
  readonly outcome: BulkOutcome | null;
  /** Rises when something was done: then the list shows everything as it is now. */
  readonly renewal: number;
};

/** What is being done to many tickets, and how it ended. */
export const useBulk = create<Bulk>(() => ({ isBusy: false, outcome: null, renewal: 0 }));

export const beginBulk = (): void => useBulk.setState({ isBusy: true, outcome: null });
export const forgetOutcome = (): void => useBulk.setState({ outcome: null });

/** Those that were refused stay chosen, so that something else can be tried with them; the others are let go. */
export function endBulk(outcome: BulkOutcome): void {
  const isAllDone = outcome.refusals.length === 0 && outcome.error === null;
  if (isAllDone) clearSelection();
  else if (outcome.error === null) selectTickets(outcome.refusals.map((refusal) => refusal.ticket));
  useBulk.setState(({ renewal }) => ({ isBusy: false, outcome: isAllDone ? null : outcome, renewal: renewal + 1 }));
}

export const refusalsOf = (chosen: ReadonlyMap<string, Ticket>, results: readonly BulkTicketResult[]): Refusal[] =>
  results.flatMap((result) => {
    const ticket = chosen.get(result.ticketId);
    return result.outcome === "refused" && ticket !== undefined ? [{ ticket, result }] : [];
  });

type Step = { readonly ticketIds: readonly string[]; readonly action: BulkTicketAction };

const idsOf = (tickets: readonly Ticket[]) => tickets.map((ticket) => ticket.id);

/** What takes an action back, of the tickets it was done to as they were before; null where nothing does. */
export function undoOf(action: BulkTicketAction, before: readonly Ticket[]): Step[] | null {
  switch (action.kind) {
    case "accept":
      return [{ ticketIds: idsOf(before.filter((ticket) => ticket.status === "PENDING")), action: { kind: "return" } }];
    case "close":
      return before.every((ticket) => ticket.status === "OPEN")
        ? [{ ticketIds: idsOf(before), action: { kind: "reopen" } }]
        : null;
    case "read":
    case "unread": {
      const wasUnread = action.kind === "read";
      const changed = before.filter((ticket) => ticket.unreadMessages > 0 === wasUnread);
      return [{ ticketIds: idsOf(changed), action: { kind: wasUnread ? "unread" : "read" } }];
    }
    case "tag":
    case "untag":
      return action.tagIds.map((tagId) => ({
        ticketIds: idsOf(
          before.filter((ticket) => ticket.tags.some((tag) => tag.id === tagId) === (action.kind === "untag")),
        ),
        action: { kind: action.kind === "tag" ? "untag" : "tag", tagIds: [tagId] },
      }));
    case "priority":
      return (["LOW", "MEDIUM", "HIGH", "URGENT"] as const).map((priority) => ({
        ticketIds: idsOf(before.filter((ticket) => ticket.priority === priority)),
        action: { kind: "priority", priority },
      }));
    default:
      return null;
  }
}
