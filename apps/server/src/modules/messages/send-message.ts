import type { EndpointInput, Message, messageEndpoints } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import { requireVisibleMedia } from "../media/index.ts";
import { lockTicketState, requireAbility } from "../tickets/index.ts";
import { loadMessages } from "./message.read-model.ts";
import { presentMessage } from "./message.presenter.ts";
import { findAuthorship, insertWritten, isConnectionKept, requireQuotable } from "./message.repository.ts";
import { typeOfFile, type WrittenType } from "./message-type.ts";
import { cleanText } from "./receive/clean-text.ts";

type SendInput = EndpointInput<(typeof messageEndpoints)["sendMessage"]>["body"];

/**
 * Sends a message or writes a private note. The same id again answers with the same message and sends nothing; an id of
 * somebody else's message, or of another ticket's, is `message_id_taken`. A ticket that is closed or handed over at the same
 * moment is decided by its row's lock: `ticket_state_conflict`, `forbidden` or `not_found`.
 */
export async function sendMessage(context: UserContext, input: SendInput): Promise<Message> {
  const id = input.id ?? newId();
  if (input.id === undefined || !(await isRepeated(context, id, input.ticketId))) await write(context, id, input);
  const [row] = await loadMessages(context.db, [id]);
  return presentMessage(orNotFound(row));
}

/** Whether the actor has written this very message before. */
async function isRepeated({ db, actor }: UserContext, id: string, ticketId: string): Promise<boolean> {
  const authorship = await findAuthorship(db, id);
  if (authorship === null) return false;
  if (authorship.userId !== actor.id || authorship.ticketId !== ticketId) throw new AppError("message_id_taken");
  return true;
}

async function write(context: UserContext, id: string, input: SendInput): Promise<void> {
  const { actor, clock, db, outbox, wakeLane } = context;
  const isWritten = await db.sqlTransaction(async (tx) => {
    const ticket = await lockTicketState(tx, input.ticketId);
    requireAbility(actor, ticket, input.isPrivate ? "note" : "send");
    if (!input.isPrivate && !(await isConnectionKept(tx, ticket.whatsappId))) {
      throw new AppError("unsupported_by_connection", { detail: "This ticket's number was removed." });
    }
    if (input.quotedMessageId !== undefined) {
      await requireQuotable(tx, input.quotedMessageId, ticket.id, input.isPrivate);
    }
    const content = await contentOf(context, tx, input);
    const message = {
      id,
      ticketId: ticket.id,
      contactId: ticket.contactId,
      whatsappId: ticket.whatsappId,
      userId: actor.id,
      quotedMessageId: input.quotedMessageId ?? null,
      isPrivate: input.isPrivate,
      ...content,
    };
    if (!(await insertWritten(tx, message, clock.now()))) return false;
    await outbox.append(tx, [{ type: "messages", ticketId: ticket.id, messageIds: [id], isNewTicket: false }]);
    if (!input.isPrivate) tx.afterCommit(() => wakeLane(ticket.whatsappId));
    return true;
  });
  if (!isWritten) await isRepeated(context, id, input.ticketId);
}

type Content = { type: WrittenType; body: string; mediaId: string | null };

async function contentOf({ actor }: UserContext, tx: Sql, input: SendInput): Promise<Content> {
  const body = cleanText(input.body);
  if (input.mediaId === undefined) {
    if (input.type !== undefined && input.type !== "TEXT")
      throw invalid("mediaId", "a message of this type needs a file");
    if (body.trim() === "") throw invalid("body", "a text or a file");
    return { type: "TEXT", body, mediaId: null };
  }
  const media = await requireVisibleMedia(tx, actor, input.mediaId);
  if (media.status !== "READY") throw new AppError("not_found");
  const fitting = typeOfFile(media.mimeType);
  if (input.type !== undefined && input.type !== fitting && input.type !== "DOCUMENT") {
    throw invalid("type", `this file is sent as ${fitting} or DOCUMENT`);
  }
  return { type: input.type ?? fitting, body, mediaId: input.mediaId };
}

const invalid = (field: string, message: string) =>
  new AppError("invalid_input", { fields: [{ path: `body.${field}`, message }] });
