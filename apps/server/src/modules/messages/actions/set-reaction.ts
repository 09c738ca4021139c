import type { Message } from "@whatskovi/contract";
import type { UserContext } from "../../../platform/context.ts";
import { requireServiceWindow, requireUsable } from "../sending-connection.ts";
import { changeMessage, conflict } from "./change-message.ts";
import { requestAction } from "./request-action.ts";

/**
 * Reacts to a message for our number, or takes the reaction back with null. The same wish twice is one action; another one
 * replaces what waits. A message that WhatsApp does not have, or that was deleted, is `message_state_conflict`.
 */
export function setReaction(
  context: UserContext,
  { id, emoji }: { id: string; emoji: string | null },
): Promise<Message> {
  const { actor, clock } = context;
  return changeMessage(context, id, async ({ tx, ticket, message }) => {
    const now = clock.now();
    const connection = await requireUsable(tx, ticket.whatsappId, "reactions");
    if (message.isPrivate) throw conflict("A note stays in the house.");
    if (message.providerId === null || message.deletedAt !== null || message.status === "FAILED") {
      throw conflict("WhatsApp does not have this message.");
    }
    await requireServiceWindow(tx, ticket, connection, now);
    const present = { emoji: message.ownReaction };
    const wanted = {
      message,
      whatsappId: ticket.whatsappId,
      userId: actor.id,
      kind: "REACTION",
      payload: { emoji },
      present,
    };
    await requestAction(tx, { ...wanted, kind: "REACTION" }, now);
  });
}
