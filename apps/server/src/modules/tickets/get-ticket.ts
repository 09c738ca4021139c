import type { Ticket } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { canSeeTicket } from "./ticket.policy.ts";
import { presentTicket } from "./ticket.presenter.ts";
import { loadTickets } from "./ticket.read-model.ts";

/** One ticket. Throws `not_found` when it is out of sight. */
export async function getTicket(context: UserContext, { id }: { id: string }): Promise<Ticket> {
  const [row] = await loadTickets(context.db, [id]);
  if (!canSeeTicket(context.actor, orNotFound(row))) throw new AppError("not_found");
  return presentTicket(orNotFound(row), context.actor);
}

/** The ticket after a verb, also for who has lost sight of it by what they did. */
export async function showTicket(context: UserContext, id: string): Promise<Ticket> {
  const [row] = await loadTickets(context.db, [id]);
  return presentTicket(orNotFound(row), context.actor);
}
