import type { Ticket } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { recordTransfer } from "../notification-log/index.ts";
import { showTicket } from "./get-ticket.ts";
import { ownerOf, queueOf, recordChange } from "./record-change.ts";
import { loadTicketFor } from "./ticket.access.ts";
import { findActiveUser, findQueue, moveTicket, type TicketState } from "./ticket.repository.ts";
import { statusAfterTransfer } from "./ticket.state.ts";

/** To whom, where, and what the next one should know. */
type Transfer = {
  readonly id: string;
  readonly userId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly note?: string | undefined;
};

/**
 * Hands a ticket over: to a person it is open and theirs, to a queue alone it waits there. A transfer to where it is already
 * changes nothing. Throws `ticket_state_conflict` when somebody else moved it meanwhile.
 */
export async function transferTicket(context: UserContext, input: Transfer): Promise<Ticket> {
  const state = await loadTicketFor(context.db, context.actor, input.id, "transfer");
  if (!isThereAlready(state, input)) await context.db.sqlTransaction((tx) => move(context, tx, state, input));
  return showTicket(context, input.id);
}

async function move(context: UserContext, tx: Sql, state: TicketState, input: Transfer): Promise<void> {
  const toUser =
    input.userId === undefined ? null : ((await findActiveUser(tx, input.userId)) ?? unknownTarget("userId"));
  const toQueue =
    input.queueId === undefined ? queueOf(state) : ((await findQueue(tx, input.queueId)) ?? unknownTarget("queueId"));
  const to = {
    status: statusAfterTransfer({ userId: toUser?.id ?? null }),
    queueId: toQueue?.id ?? null,
    userId: toUser?.id ?? null,
  };
  const isMoved = await moveTicket(tx, state.id, state, to, context.clock.now());
  if (!isMoved) throw new AppError("ticket_state_conflict");
  const details = { fromUser: ownerOf(state), toUser, fromQueue: queueOf(state), toQueue, note: input.note || null };
  const handedOver =
    toUser === null ? [] : await tellNextOne(context, tx, { state, userId: toUser.id, note: input.note });
  await recordChange(context, tx, state, [{ type: "TRANSFERRED", details }], handedOver);
}

const tellNextOne = (
  { actor, clock }: UserContext,
  tx: Sql,
  { state, userId, note = "" }: { state: TicketState; userId: string; note: string | undefined },
) => recordTransfer(tx, { ticketId: state.id, userId, actorId: actor.id, note, at: clock.now() });

function isThereAlready(state: TicketState, { userId: toUserId, queueId }: Transfer): boolean {
  const userId = toUserId ?? null;
  const isSameQueue = queueId === undefined || queueId === state.queueId;
  return isSameQueue && state.userId === userId && state.status === statusAfterTransfer({ userId });
}

function unknownTarget(field: "userId" | "queueId"): never {
  const message = field === "userId" ? "no active colleague has this id" : "no queue has this id";
  throw new AppError("invalid_input", { fields: [{ path: `body.${field}`, message }] });
}
