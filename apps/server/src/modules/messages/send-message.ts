import type { Message } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import type { Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";
import { readPreferences } from "../preferences/index.ts";
import { lockTicketState, requireAbility } from "../tickets/index.ts";
import { loadMessages } from "./message.read-model.ts";
import { presentMessage } from "./message.presenter.ts";
import { findAuthorship, requireQuotable } from "./message.repository.ts";
import { storeWritten } from "./store-written.ts";
import { readWritten, type SendInput, type Written } from "./written-content.ts";

/**
 * Sends a message or writes a private note. The same id again answers with the same message and sends nothing; an id of
 * somebody else's message, of another ticket's, or of one that was taken back, is `message_id_taken`. A ticket that is closed or handed over at the same
 * moment is decided by its row's lock: `ticket_state_conflict`, `forbidden` or `not_found`. What the number cannot send is
 * `unsupported_by_connection`; free text after the service window is `service_window_closed`.
 */
export async function sendMessage(context: UserContext, input: SendInput): Promise<Message> {
  const id = input.id ?? newId();
  if (input.id === undefined || !(await isRepeated(context, id, input.ticketId))) await write(context, id, input);
  const [row] = await loadMessages(context.db, [id]);
  return presentMessage(orNotFound(row));
}

/** Whether the actor has written this very message before. */
export async function isRepeated({ db, actor }: UserContext, id: string, ticketId: string): Promise<boolean> {
  const authorship = await findAuthorship(db, id);
  if (authorship === null) return false;
  if (authorship.userId !== actor.id || authorship.ticketId !== ticketId) throw new AppError("message_id_taken");
  return true;
}

async function write(context: UserContext, id: string, input: SendInput): Promise<void> {
  const { actor, db } = context;
  const { isPrivate, quotedMessageId = null } = input;
  const isWritten = await db.sqlTransaction(async (tx) => {
    const ticket = await lockTicketState(tx, input.ticketId);
    requireAbility(actor, ticket, isPrivate ? "note" : "send");
    if (quotedMessageId !== null) await requireQuotable(tx, quotedMessageId, ticket.id, isPrivate);
    const written = await readWritten(tx, actor, ticket, input);
    const undoSeconds = await undoSecondsFor(tx, context, input, written);
    return storeWritten(context, tx, { id, ticket, written, isPrivate, quotedMessageId, undoSeconds });
  });
  if (!isWritten && !(await isRepeated(context, id, input.ticketId))) throw new AppError("message_id_taken");
}

/** Only a text waits: it returns to the composer as it was. */
async function undoSecondsFor(
  tx: Sql,
  { actor }: UserContext,
  { canUndo, isPrivate }: SendInput,
  { type, content, media }: Written,
): Promise<number> {
  const isUndoable =
    canUndo === true && !isPrivate && type === "TEXT" && media === null && content.template === undefined;
  return isUndoable ? (await readPreferences(tx, actor.id)).undoSeconds : 0;
}
