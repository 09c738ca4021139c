import type { TicketAbility } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import type { TicketScope } from "../../platform/outbox/outbox.ts";
import { abilitiesOf, type TicketRelation, relationOf, type TicketViewer } from "./ticket.policy.ts";
import { loadTicketState, type TicketState } from "./ticket.repository.ts";
import { isPossibleIn } from "./ticket.state.ts";

/**
 * Throws unless the person may do this to a ticket of this scope: `not_found` when it is out of their sight,
 * `ticket_state_conflict` when nobody can do it in this status, else `forbidden`.
 */
export function requireAbility(viewer: TicketViewer, scope: TicketScope, ability: TicketAbility): TicketRelation {
  const relation = relationOf(viewer, scope);
  if (relation === null) throw new AppError("not_found");
  if (!isPossibleIn(ability, scope.status)) throw new AppError("ticket_state_conflict");
  if (!abilitiesOf(relation, scope.status).includes(ability)) throw new AppError("forbidden");
  return relation;
}

/** A ticket the person may see. Throws `not_found`. */
export async function loadVisibleTicket(sql: Sql, viewer: TicketViewer, ticketId: string): Promise<TicketState> {
  const state = await loadTicketState(sql, ticketId);
  if (relationOf(viewer, state) === null) throw new AppError("not_found");
  return state;
}

/** A ticket to which the person may do this. Throws as `requireAbility`. */
export async function loadTicketFor(
  sql: Sql,
  viewer: TicketViewer,
  ticketId: string,
  ability: TicketAbility,
): Promise<TicketState> {
  const state = await loadTicketState(sql, ticketId);
  requireAbility(viewer, state, ability);
  return state;
}
