import type { Message } from "@whatskovi/contract";
import type { UserContext } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import { requireUsable } from "../sending-connection.ts";
import { changeMessage, conflict, isUnsent, requireSent, requireWithin } from "./change-message.ts";
import { cancelUnsent, dropActions, markDeleted } from "./message-action.repository.ts";
import { requestAction } from "./request-action.ts";

/**
 * Deletes one's own message for everyone, as a supervisor also somebody else's; a note only its author. The row is kept and
 * marked. What has not left never does; what was sent is marked when WhatsApp has deleted it. Repeating it changes nothing.
 */
export function deleteMessage(context: UserContext, { id }: { id: string }): Promise<Message> {
  const { actor, clock } = context;
  return changeMessage(context, id, async ({ tx, ticket, message }) => {
    const isOwn = message.userId === actor.id;
    if (message.direction === "INBOUND") throw conflict("Only our own messages can be deleted for everyone.");
    if (!isOwn && (message.isPrivate || actor.role === "AGENT")) throw new AppError("forbidden");
    if (message.deletedAt !== null) return;
    const now = clock.now();
    if (message.isPrivate) return markDeleted(tx, message.id, now);
    if (isUnsent(message) && (await cancelUnsent(tx, message.id, ticket.id, now))) {
      await dropActions(tx, message.id, ["EDIT", "REVOKE"], ["PENDING", "FAILED"]);
      return [{ type: "ticket", ticketId: ticket.id }];
    }
    requireSent(message);
    const { capabilities } = await requireUsable(tx, ticket.whatsappId);
    requireWithin(capabilities.revokeMinutes, message, now);
    await dropActions(tx, message.id, ["EDIT", "REACTION"], ["PENDING", "FAILED"]);
    const wanted = { message, whatsappId: ticket.whatsappId, userId: actor.id, payload: {}, present: null };
    await requestAction(tx, { ...wanted, kind: "REVOKE" }, now);
  });
}
