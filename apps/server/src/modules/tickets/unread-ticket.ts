import type { Ticket } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { showTicket } from "./get-ticket.ts";
import { recordChange } from "./record-change.ts";
import { loadTicketFor } from "./ticket.access.ts";
import { markUnread } from "./ticket.repository.ts";

/**
 * Puts an active ticket back to unread, from the customer's last message on. The counter is the ticket's, so everybody who sees
 * it sees that. Already unread it stays as it is. Throws `ticket_state_conflict` when it is closed.
 */
export async function unreadTicket(context: UserContext, { id }: { id: string }): Promise<Ticket> {
  const state = await loadTicketFor(context.db, context.actor, id, "read");
  if (state.status === "CLOSED") throw new AppError("ticket_state_conflict");
  await context.db.sqlTransaction(async (tx) => {
    if (await markUnread(tx, id, context.clock.now())) await recordChange(context, tx, state, []);
  });
  return showTicket(context, id);
}
