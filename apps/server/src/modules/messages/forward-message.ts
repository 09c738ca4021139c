import type { Message, MessageContent } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import { loadVisibleTicket, lockTicketState, requireAbility } from "../tickets/index.ts";
import { conflict } from "./actions/change-message.ts";
import { loadMessages, type MessageRow } from "./message.read-model.ts";
import { presentMessage } from "./message.presenter.ts";
import { isRepeated } from "./send-message.ts";
import { storeWritten } from "./store-written.ts";
import type { Written } from "./written-content.ts";

type ForwardInput = { id: string; ticketIds: readonly string[]; ids?: readonly string[] | undefined };

/**
 * Passes a message that the actor sees on to tickets in which they may send: new messages, all or none, that share its file. The
 * same ids again forward nothing. Notes, deleted messages and kinds that cannot be sent are `message_state_conflict`.
 */
export async function forwardMessage(context: UserContext, input: ForwardInput): Promise<Message[]> {
  const { actor, db } = context;
  const [source] = await loadMessages(db, [input.id]);
  await loadVisibleTicket(db, actor, orNotFound(source?.ticketId));
  const written = passedOn(orNotFound(source));
  const targets = input.ticketIds.map((ticketId, index) => ({ ticketId, id: input.ids?.[index] ?? newId() }));
  const known = await Promise.all(targets.map(({ id, ticketId }) => isRepeated(context, id, ticketId)));
  const missing = targets.filter((_, index) => known[index] === false);
  // Always in the same order, so that two at once do not wait for each other.
  const ordered = missing.toSorted((one, other) => (one.ticketId < other.ticketId ? -1 : 1));
  await db.sqlTransaction(async (tx) => {
    for (const { id, ticketId } of ordered) {
      const ticket = await lockTicketState(tx, ticketId);
      requireAbility(actor, ticket, "send");
      const message = { id, ticket, written, isPrivate: false, quotedMessageId: null };
      if (!(await storeWritten(context, tx, message))) await isRepeated(context, id, ticketId);
    }
  });
  const rows = new Map(
    (
      await loadMessages(
        db,
        targets.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  return targets.map(({ id }) => presentMessage(orNotFound(rows.get(id))));
}

function passedOn({ type, body, content, isPrivate, deletedAt, mediaId, media }: MessageRow): Written {
  if (isPrivate) throw conflict("A note stays in the house.");
  if (deletedAt !== null) throw conflict("The message was deleted.");
  if (type === "SYSTEM" || type === "UNSUPPORTED" || content.poll !== undefined || content.template !== undefined) {
    throw conflict("A message of this kind cannot be forwarded.");
  }
  const isFile = type !== "TEXT" && type !== "LOCATION" && type !== "CONTACT";
  if (isFile && (mediaId === null || media?.status !== "READY")) throw conflict("Its file is not here.");
  const file = mediaId === null || media === null ? null : { id: mediaId, ...media };
  return { type, body, content: { ...shared(content), forwarded: true }, media: file };
}

/** What says something about the message itself, not about whom it was written to. */
function shared({ location, contacts, voice, durationSeconds, waveform, animated }: MessageContent): MessageContent {
  return {
    ...(location !== undefined && { location }),
    ...(contacts !== undefined && { contacts }),
    ...(voice !== undefined && { voice }),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(waveform !== undefined && { waveform }),
    ...(animated !== undefined && { animated }),
  };
}
