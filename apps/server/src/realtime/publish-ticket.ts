import type { UserSummary } from "@whatskovi/contract";
import type { TicketScope } from "../platform/outbox/outbox.ts";
import { presentTicket, ticketAudience, ticketScopeOf, type TicketRow } from "../modules/tickets/index.ts";
import type { Emitter } from "./emitter.ts";
import { formerRooms } from "./ticket-audience.ts";

/** What happened to a ticket, over all entries of one batch that speak of it. */
export type TicketChange = {
  readonly isNew: boolean;
  /** The scopes it had before: who saw it then and does not now is told that it has gone. */
  readonly before: readonly TicketScope[];
  /** Who did it last, where a person did. */
  readonly actor: UserSummary | null;
};

/**
 * Publishes a ticket as it is now: to each class of viewers with the abilities of that class, as new to those who could not
 * see it before, and as removed to those who no longer can.
 */
export async function publishTicket(
  emitter: Emitter,
  ticket: TicketRow,
  change: TicketChange,
  seq: number,
): Promise<void> {
  const scope = ticketScopeOf(ticket);
  const former = change.isNew ? [] : formerRooms(change.before.length > 0 ? change.before : [scope]);
  const served: string[] = [];
  for (const { relation, room } of ticketAudience(scope)) {
    const payload = presentTicket(ticket, relation);
    const target = { to: [room], except: [...served] };
    if (former.includes(room)) emitter.emit(target, "ticket:update", payload, seq);
    else if (former.length === 0) emitter.emit(target, "ticket:new", payload, seq);
    else {
      await emitter.emitByMembership(
        target,
        former,
        { name: "ticket:update", payload },
        { name: "ticket:new", payload },
        seq,
      );
    }
    served.push(room);
  }
  const losers = former.filter((room) => !served.includes(room));
  emitter.emit({ to: losers, except: served }, "ticket:removed", removalOf(ticket.id, scope, change), seq);
}

/** Publishes that a ticket has gone entirely from the sight of those rooms. */
export function removalOf(ticketId: string, scope: TicketScope, change: Pick<TicketChange, "actor">) {
  const taken = scope.status === "OPEN" && scope.userId !== null && scope.userId === change.actor?.id;
  const reason = taken ? "accepted" : scope.status === "CLOSED" ? "closed" : "transferred";
  return { ticketId, reason, by: change.actor } as const;
}
