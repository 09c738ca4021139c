import type { Ticket } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { showTicket } from "./get-ticket.ts";
import { recordChange } from "./record-change.ts";
import { loadTicketFor } from "./ticket.access.ts";
import { enqueueReadReceipt } from "./read-receipt-jobs.repository.ts";
import { clearUnread } from "./ticket.repository.ts";

/**
 * Sets the unread counter to zero. Tells the screens only when there was something unread, and then the customer too, when it
 * is the ticket's owner who reads: others only look.
 */
export async function readTicket(context: UserContext, { id }: { id: string }): Promise<Ticket> {
  const state = await loadTicketFor(context.db, context.actor, id, "read");
  await context.db.sqlTransaction(async (tx) => {
    const now = context.clock.now();
    if (!(await clearUnread(tx, id, now))) return;
    if (state.userId === context.actor.id && state.status === "OPEN") await enqueueReadReceipt(tx, id, now);
    await recordChange(context, tx, state, []);
  });
  return showTicket(context, id);
}
