import type { Ticket } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { showTicket } from "./get-ticket.ts";
import { recordChange } from "./record-change.ts";
import { loadTicketFor } from "./ticket.access.ts";
import { ticketScopeOf } from "./ticket.policy.ts";
import { moveTicket, recordClosing } from "./ticket.repository.ts";

/** Closes a ticket. Throws `ticket_state_conflict` when somebody else moved it meanwhile. */
export async function closeTicket(
  context: UserContext,
  { id, reason }: { id: string; reason?: string | undefined },
): Promise<Ticket> {
  const state = await loadTicketFor(context.db, context.actor, id, "close");
  await context.db.sqlTransaction(async (tx) => {
    const now = context.clock.now();
    const isMoved = await moveTicket(tx, id, state, { ...ticketScopeOf(state), status: "CLOSED" }, now);
    if (!isMoved) throw new AppError("ticket_state_conflict");
    await recordClosing(tx, id, reason || null, now);
    await recordChange(context, tx, state, [{ type: "CLOSED", details: { reason: reason || null } }]);
  });
  return showTicket(context, id);
}
