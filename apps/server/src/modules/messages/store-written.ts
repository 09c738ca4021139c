import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import type { TicketState } from "../tickets/index.ts";
import { insertWritten } from "./message.repository.ts";
import { requireSendable } from "./sendable.ts";
import { requireServiceWindow, requireUsable } from "./sending-connection.ts";
import type { Written } from "./written-content.ts";

type NewMessage = {
  readonly id: string;
  readonly ticket: TicketState;
  readonly written: Written;
  readonly isPrivate: boolean;
  readonly quotedMessageId: string | null;
};

/**
 * Stores what was written in a locked ticket and lets it wait for the lane. What the number cannot send, or WhatsApp would not
 * take now, is refused before anything is stored. False when the id is taken.
 */
export async function storeWritten(context: UserContext, tx: Sql, message: NewMessage): Promise<boolean> {
  const { actor, clock, outbox, wakeLane } = context;
  const { id, ticket, written, isPrivate, quotedMessageId } = message;
  const now = clock.now();
  let heldUntil: Date | null = null;
  if (!isPrivate) {
    const connection = await requireUsable(tx, ticket.whatsappId);
    requireSendable(connection.capabilities, { ...written, isQuoting: quotedMessageId !== null });
    if (written.content.template === undefined) await requireServiceWindow(tx, ticket, connection, now);
    const { restrictedUntil } = connection;
    if (restrictedUntil !== null && restrictedUntil > now) heldUntil = restrictedUntil;
  }
  const { type, body, content, media } = written;
  const place = { ticketId: ticket.id, contactId: ticket.contactId, whatsappId: ticket.whatsappId, userId: actor.id };
  const row = { id, ...place, type, body, content, mediaId: media?.id ?? null, quotedMessageId, isPrivate, heldUntil };
  if (!(await insertWritten(tx, row, now))) return false;
  await outbox.append(tx, [{ type: "messages", ticketId: ticket.id, messageIds: [id], isNewTicket: false }]);
  if (!isPrivate) tx.afterCommit(() => wakeLane(ticket.whatsappId));
  return true;
}
