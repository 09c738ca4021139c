import type { Ticket } from "@whatskovi/contract";
import type { UserActor } from "../../platform/actor.ts";
import type { UserContext } from "../../platform/context.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { showTicket } from "./get-ticket.ts";
import { recordChange } from "./record-change.ts";
import { requireAbility } from "./ticket.access.ts";
import { canSeeTicket } from "./ticket.policy.ts";
import { loadTicketState, moveTicket, reserveCapacity, type TicketState } from "./ticket.repository.ts";

/**
 * Takes a pending ticket. Of many at once one wins; the others get `ticket_already_taken` with the winner's name. Repeated by
 * the winner it answers with the ticket. Throws `max_tickets_reached` when the person has as many open tickets as they may.
 */
export async function acceptTicket(context: UserContext, { id }: { id: string }): Promise<Ticket> {
  const { actor, db } = context;
  const state = await loadTicketState(db, id);
  if (isServedBy(actor, state)) return showTicket(context, id);
  refuseIfTaken(actor, state);
  requireAbility(actor, state, "accept");
  const outcome = await take(context, state);
  if (outcome !== "won") {
    const now = await loadTicketState(db, id);
    if (!isServedBy(actor, now)) throw refusal(actor, now, outcome);
  }
  return showTicket(context, id);
}

type Outcome = "won" | "lost" | "full";

function take(context: UserContext, state: TicketState): Promise<Outcome> {
  const { actor, clock } = context;
  return context.db.sqlTransaction(async (tx) => {
    if (!(await reserveCapacity(tx, actor.id))) return "full";
    const to = { status: "OPEN", queueId: state.queueId, userId: actor.id } as const;
    if (!(await moveTicket(tx, state.id, state, to, clock.now()))) return "lost";
    await recordChange(context, tx, state, [{ type: "ACCEPTED" }]);
    return "won";
  });
}

const isServedBy = (actor: UserActor, state: TicketState) => state.status === "OPEN" && state.userId === actor.id;

/** Who could have taken the ticket may know who did, though they see it no more. */
function refuseIfTaken(actor: UserActor, state: TicketState): void {
  if (state.status !== "OPEN" || state.userId === null) return;
  const isOfTheirQueue = state.queueId !== null && actor.queueIds.includes(state.queueId);
  if (!isOfTheirQueue && !canSeeTicket(actor, state)) return;
  throw new AppError("ticket_already_taken", { takenBy: { id: state.userId, name: state.userName ?? "" } });
}

function refusal(actor: UserActor, state: TicketState, outcome: Outcome): AppError {
  refuseIfTaken(actor, state);
  if (!canSeeTicket(actor, state)) return new AppError("not_found");
  return new AppError(outcome === "full" ? "max_tickets_reached" : "ticket_state_conflict");
}
