import type { Ticket } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { showTicket } from "./get-ticket.ts";
import { recordChange } from "./record-change.ts";
import { loadTicketFor } from "./ticket.access.ts";
import { clearUnread } from "./ticket.repository.ts";

/** Sets the unread counter to zero. Tells the screens only when there was something unread. */
export async function readTicket(context: UserContext, { id }: { id: string }): Promise<Ticket> {
  const state = await loadTicketFor(context.db, context.actor, id, "read");
  await context.db.sqlTransaction(async (tx) => {
    if (await clearUnread(tx, id, context.clock.now())) await recordChange(context, tx, state, []);
  });
  return showTicket(context, id);
}
