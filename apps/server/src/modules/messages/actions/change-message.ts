import type { Message, TicketAbility } from "@whatskovi/contract";
import type { UserContext } from "../../../platform/context.ts";
import type { Sql } from "../../../platform/db/db.ts";
import { AppError, orNotFound } from "../../../platform/errors/app-error.ts";
import type { OutboxEntry } from "../../../platform/outbox/outbox.ts";
import { lockTicketState, requireAbility, type TicketState } from "../../tickets/index.ts";
import { refreshPreviews } from "../message-preview.repository.ts";
import { presentMessage } from "../message.presenter.ts";
import { loadMessages } from "../message.read-model.ts";
import { type ChangedMessage, findTicketOf, lockMessage } from "./message-action.repository.ts";

export type Place = { readonly tx: Sql; readonly ticket: TicketState; readonly message: ChangedMessage };

/**
 * The frame of every verb that changes one message: who may send in its ticket, or note for a note, under the locks of both;
 * then screens are told, of what the change answers last, and the lane is woken. Throws as `requireAbility`.
 */
export async function changeMessage(
  context: UserContext,
  id: string,
  change: (place: Place) => Promise<readonly OutboxEntry[] | void>,
): Promise<Message> {
  const { actor, db, outbox, wakeLane } = context;
  const ticketId = orNotFound(await findTicketOf(db, id));
  await db.sqlTransaction(async (tx) => {
    const ticket = await lockTicketState(tx, ticketId);
    const message = orNotFound(await lockMessage(tx, id, ticketId));
    const ability: TicketAbility = message.isPrivate ? "note" : "send";
    requireAbility(actor, ticket, ability);
    const told = (await change({ tx, ticket, message })) ?? [];
    const lastIds = await refreshPreviews(tx, [id]);
    await outbox.append(tx, [{ type: "message-update", ticketId, messageId: id, isLast: lastIds.has(id) }, ...told]);
    tx.afterCommit(() => wakeLane(ticket.whatsappId));
  });
  const [row] = await loadMessages(db, [id]);
  return presentMessage(orNotFound(row));
}

/** Whether the customer surely has not got it, so that it can be changed here alone. */
export const isUnsent = ({ status, failureCode }: ChangedMessage): boolean =>
  status === "PENDING" || (status === "FAILED" && failureCode !== "delivery_unknown");

/** Throws `message_state_conflict` where WhatsApp cannot be told about a message, because nobody knows whether it has it. */
export function requireSent({ status, failureCode }: ChangedMessage): void {
  if (status === "FAILED" && failureCode === "delivery_unknown") {
    throw conflict("It is not known whether WhatsApp has this message.");
  }
}

export const conflict = (detail: string): AppError => new AppError("message_state_conflict", { detail });

const minute = 60_000;

/** Throws `unsupported_by_connection` where it is never possible, `message_too_old` where it is not possible any more. */
export function requireWithin(minutes: number | null, { sentAt }: ChangedMessage, now: Date): void {
  if (minutes === null) throw new AppError("unsupported_by_connection");
  if (now.getTime() - sentAt.getTime() > minutes * minute) throw new AppError("message_too_old");
}
