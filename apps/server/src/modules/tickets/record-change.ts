import type { TicketEventType } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import type { OutboxEntry } from "../../platform/outbox/outbox.ts";
import type { Sql } from "../../platform/db/db.ts";
import { ticketScopeOf } from "./ticket.policy.ts";
import { appendTicketEvents, type TicketState } from "./ticket.repository.ts";

type Happening = { readonly type: TicketEventType; readonly details?: Readonly<Record<string, unknown>> };

/** Writes what a person did to a ticket into its timeline, and tells the screens, then what else is to be told. The last step of every verb's transaction. */
export async function recordChange(
  context: UserContext,
  tx: Sql,
  before: TicketState,
  happenings: readonly Happening[],
  alsoTold: readonly OutboxEntry[] = [],
): Promise<void> {
  const userId = context.actor.id;
  const events = happenings.map((happening) => ({ ticketId: before.id, userId, ...happening }));
  await appendTicketEvents(tx, events, context.clock.now());
  await context.outbox.append(tx, [
    { type: "ticket", ticketId: before.id, before: ticketScopeOf(before), actorId: userId },
    ...alsoTold,
  ]);
}

/** Who had a ticket, as the timeline keeps it. */
export const ownerOf = (state: TicketState) =>
  state.userId === null ? null : { id: state.userId, name: state.userName ?? "" };

/** Where a ticket was, as the timeline keeps it. */
export const queueOf = (state: TicketState) =>
  state.queueId === null ? null : { id: state.queueId, name: state.queueName ?? "" };
