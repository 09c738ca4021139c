import { driverCapabilities, type Message } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { lockTicketState, requireAbility } from "../tickets/index.ts";
import { refreshPreviews } from "./message-preview.repository.ts";
import { loadMessages } from "./message.read-model.ts";
import { presentMessage } from "./message.presenter.ts";
import { isTemplate, resetFailed } from "./message.repository.ts";
import { requireServiceWindow } from "./sending-connection.ts";
import { findSendingNumber } from "./sending-connection.read-model.ts";

/**
 * Sends a failed message again. Of two at once one sends it; the other gets `message_not_failed`, as for any message that did
 * not fail.
 */
export async function retryMessage(context: UserContext, { id }: { id: string }): Promise<Message> {
  const { actor, clock, db, outbox, wakeLane } = context;
  const [found] = await loadMessages(db, [id]);
  const ticketId = orNotFound(found?.ticketId);
  await db.sqlTransaction(async (tx) => {
    const ticket = await lockTicketState(tx, ticketId);
    requireAbility(actor, ticket, "send");
    const number = await findSendingNumber(tx, ticket.whatsappId);
    if (number === null) throw new AppError("ticket_state_conflict");
    const connection = { ...number, capabilities: driverCapabilities[number.driver] };
    if (!(await isTemplate(tx, id))) await requireServiceWindow(tx, ticket, connection, clock.now());
    if (!(await resetFailed(tx, id))) throw new AppError("message_not_failed");
    const lastIds = await refreshPreviews(tx, [id]);
    await outbox.append(tx, [{ type: "message-update", ticketId, messageId: id, isLast: lastIds.has(id) }]);
    tx.afterCommit(() => wakeLane(ticket.whatsappId));
  });
  const [row] = await loadMessages(db, [id]);
  return presentMessage(orNotFound(row));
}
