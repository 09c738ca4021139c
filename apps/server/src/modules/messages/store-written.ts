import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import type { TicketState } from "../tickets/index.ts";
import { clearSentDraft } from "../drafts/index.ts";
import { recordMentions } from "../notification-log/index.ts";
import { insertWritten, type WrittenMessage } from "./message.repository.ts";
import { requireSendable } from "./sendable.ts";
import { requireServiceWindow, requireUsable } from "./sending-connection.ts";
import type { Written } from "./written-content.ts";

type NewMessage = {
  readonly id: string;
  readonly ticket: TicketState;
  readonly written: Written;
  readonly isPrivate: boolean;
  readonly quotedMessageId: string | null;
  /** How long its author may take it back before it leaves. */
  readonly undoSeconds?: number;
};

/**
 * Stores what was written in a locked ticket and lets it wait for the lane. What the number cannot send, or WhatsApp would not
 * take now, is refused before anything is stored. False when the id is taken.
 */
export async function storeWritten(context: UserContext, tx: Sql, message: NewMessage): Promise<boolean> {
  const { actor, clock, outbox, wakeLane } = context;
  const { id, ticket, written, isPrivate, quotedMessageId, undoSeconds = 0 } = message;
  const now = clock.now();
  const undoUntil = undoSeconds > 0 ? new Date(now.getTime() + undoSeconds * 1000) : null;
  let hold: WrittenMessage["hold"] = undoUntil === null ? null : { until: undoUntil, because: "undo" };
  if (!isPrivate) {
    const connection = await requireUsable(tx, ticket.whatsappId);
    requireSendable(connection.capabilities, { ...written, isQuoting: quotedMessageId !== null });
    if (written.content.template === undefined) await requireServiceWindow(tx, ticket, connection, now);
    const { restrictedUntil } = connection;
    if (restrictedUntil !== null && restrictedUntil > now) hold = { until: restrictedUntil, because: "restricted" };
  }
  const { type, body, content, media } = written;
  const place = { ticketId: ticket.id, contactId: ticket.contactId, whatsappId: ticket.whatsappId, userId: actor.id };
  const row = { id, ...place, type, body, content, mediaId: media?.id ?? null, quotedMessageId, isPrivate };
  if (!(await insertWritten(tx, { ...row, undoUntil, hold }, now))) return false;
  const isDraftSent = await clearSentDraft(tx, place, { isPrivate, body, quotedMessageId }, now);
  const userIds = (content.mentionedUsers ?? []).map((user) => user.id);
  const named = await recordMentions(tx, { ticketId: ticket.id, messageId: id, authorId: actor.id, userIds, at: now });
  await outbox.append(tx, [
    { type: "messages", ticketId: ticket.id, messageIds: [id], isNewTicket: false },
    ...(isDraftSent ? [{ type: "draft", userId: actor.id, ofTicketId: ticket.id } as const] : []),
    ...named,
  ]);
  if (!isPrivate) tx.afterCommit(() => wakeLane(ticket.whatsappId));
  return true;
}
