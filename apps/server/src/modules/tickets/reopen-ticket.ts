import type { Ticket } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { showTicket } from "./get-ticket.ts";
import { recordChange } from "./record-change.ts";
import { loadTicketFor } from "./ticket.access.ts";
import { eraseClosing, moveTicket, type TicketState } from "./ticket.repository.ts";

/**
 * Opens a closed ticket again, for oneself. Throws `active_ticket_exists` when the contact has another active ticket on the
 * number: the unique index decides, also against a message that opens one at the same moment.
 */
export async function reopenTicket(context: UserContext, { id }: { id: string }): Promise<Ticket> {
  const state = await loadTicketFor(context.db, context.actor, id, "reopen");
  try {
    await reopen(context, state);
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("active_ticket_exists", {}, { cause: error });
    throw error;
  }
  return showTicket(context, id);
}

function reopen(context: UserContext, state: TicketState): Promise<void> {
  return context.db.sqlTransaction(async (tx) => {
    const to = { status: "OPEN", queueId: state.queueId, userId: context.actor.id } as const;
    const isMoved = await moveTicket(tx, state.id, state, to, context.clock.now());
    if (!isMoved) throw new AppError("ticket_state_conflict");
    await eraseClosing(tx, state.id);
    await recordChange(context, tx, state, [{ type: "REOPENED" }]);
  });
}
