import type { Ticket } from "@whatskovi/contract";
import type { Context, UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { showTicket } from "./get-ticket.ts";
import { ownerOf, recordChange } from "./record-change.ts";
import { loadTicketFor } from "./ticket.access.ts";
import { appendTicketEvents, moveTicket, releaseTicketsOf } from "./ticket.repository.ts";

/** Puts an open ticket back to wait in its queue. Throws `ticket_state_conflict` when somebody else moved it meanwhile. */
export async function returnTicket(context: UserContext, { id }: { id: string }): Promise<Ticket> {
  const state = await loadTicketFor(context.db, context.actor, id, "return");
  await context.db.sqlTransaction(async (tx) => {
    const to = { status: "PENDING", queueId: state.queueId, userId: null } as const;
    const isMoved = await moveTicket(tx, id, state, to, context.clock.now());
    if (!isMoved) throw new AppError("ticket_state_conflict");
    await recordChange(context, tx, state, [{ type: "RETURNED", details: { fromUser: ownerOf(state) } }]);
  });
  return showTicket(context, id);
}

/**
 * Puts all open tickets of a person back into their queues, as when they are deactivated. Joins the transaction of the context;
 * change the person's row before, so that no accept or transfer to them comes between. Asks no policy.
 */
export async function returnTicketsOf(
  context: Context,
  { userId, userName }: { userId: string; userName: string },
): Promise<void> {
  const actorId = context.actor.kind === "user" ? context.actor.id : null;
  await context.db.sqlTransaction(async (tx) => {
    const now = context.clock.now();
    const released = await releaseTicketsOf(tx, userId, now);
    const details = { fromUser: { id: userId, name: userName } };
    const events = released.map(({ id }) => ({ ticketId: id, type: "RETURNED", userId: actorId, details }) as const);
    await appendTicketEvents(tx, events, now);
    const entries = released.map(
      ({ id, queueId }) =>
        ({ type: "ticket", ticketId: id, before: { status: "OPEN", queueId, userId }, actorId }) as const,
    );
    await context.outbox.append(tx, entries);
  });
}
