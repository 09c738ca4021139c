import type { Draft } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { loadDraft, presentDraft, restoreToDraft } from "../drafts/index.ts";
import { lockTicketState, relationOf } from "../tickets/index.ts";
import { findTicketOf, restoreWaiting } from "./actions/message-action.repository.ts";
import { deleteUnclaimed, findUndone, noteUndone, showLastMessage, type Unsent } from "./undone-message.repository.ts";

/**
 * Takes back a text of one's own that has not left. The lane's claim and this race for the row: whichever changes it first while
 * it is PENDING has it; who comes too late gets `message_state_conflict`. It is gone for everybody, the customer waits again, and
 * the text stands in its author's draft, all in one transaction. Repeating it answers the draft and changes nothing.
 */
export async function undoMessage(context: UserContext, { id }: { id: string }): Promise<Draft> {
  const { actor, clock, db, outbox, wakeLane } = context;
  const ticketId = (await findTicketOf(db, id)) ?? orNotFound(await findUndone(db, id, actor.id));
  const place = { userId: actor.id, ticketId };
  const isTakenBack = await db.sqlTransaction(async (tx) => {
    const ticket = await lockTicketState(tx, ticketId);
    if (relationOf(actor, ticket) === null) throw new AppError("not_found");
    const message = await deleteUnclaimed(tx, id, place);
    if (message === null) return false;
    const now = clock.now();
    await noteUndone(tx, id, place, now);
    await showLastMessage(tx, ticketId, id);
    await restoreWaiting(tx, ticketId);
    await restoreToDraft(tx, place, asWritten(message), now);
    await outbox.append(tx, [
      { type: "message-removed", ticketId, messageId: id },
      { type: "draft", userId: actor.id, ofTicketId: ticketId },
    ]);
    tx.afterCommit(() => wakeLane(ticket.whatsappId));
    return true;
  });
  if (!isTakenBack && (await findUndone(db, id, actor.id)) === null)
    throw new AppError("message_state_conflict", { detail: "It has left already, or is not yours to take back." });
  return presentDraft(orNotFound(await loadDraft(db, place)));
}

/** People of a group stand in the text as WhatsApp writes them: in the draft their names stand again. */
function asWritten({ body, content, quotedMessageId }: Unsent): { body: string; quotedMessageId: string | null } {
  const text = (content.mentions ?? []).reduce(
    (written, { handle, name }) => (name === null ? written : written.replaceAll(`@${handle}`, `@${name}`)),
    body,
  );
  return { body: text, quotedMessageId };
}
