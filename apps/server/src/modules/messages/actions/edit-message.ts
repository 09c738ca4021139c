import type { Message } from "@whatskovi/contract";
import type { UserContext } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors/app-error.ts";
import type { OutboxEntry } from "../../../platform/outbox/outbox.ts";
import { recordMentions } from "../../notification-log/index.ts";
import { cleanText } from "../receive/clean-text.ts";
import { requireUsable } from "../sending-connection.ts";
import { invalid, namedIn, stillNamed } from "../written-content.ts";
import { changeMessage, conflict, isUnsent, type Place, requireSent, requireWithin } from "./change-message.ts";
import { dropActions, listOpenActions, rewriteNote, rewriteUnsent } from "./message-action.repository.ts";
import { requestAction } from "./request-action.ts";

/**
 * Edits a text or note of one's own. A note, and what the customer has not got, changes at once; what was sent changes when
 * WhatsApp has taken the edit. A message that the lane takes at the same moment is edited after it was sent.
 */
export async function editMessage(
  context: UserContext,
  input: { id: string; body: string; mentionedUserIds?: readonly string[] | undefined },
): Promise<Message> {
  const body = cleanText(input.body);
  if (body.trim() === "") throw new AppError("invalid_input", { fields: [{ path: "body.body", message: "a text" }] });
  return changeMessage(context, input.id, async (place) => {
    const { tx, message } = place;
    if (message.userId !== context.actor.id) throw new AppError("forbidden");
    if (message.deletedAt !== null) throw conflict("The message was deleted.");
    const now = context.clock.now();
    if (message.isPrivate) return editNote(context, place, { body, mentionedUserIds: input.mentionedUserIds }, now);
    if (input.mentionedUserIds !== undefined) throw invalid("mentionedUserIds", "only a note names colleagues");
    if (message.type !== "TEXT" || message.content.template !== undefined) throw conflict("Only texts are edited.");
    if (isUnsent(message) && (await rewriteUnsent(tx, message.id, body))) {
      await dropActions(tx, message.id, ["EDIT"], ["PENDING", "FAILED"]);
      return;
    }
    await askForEdit(context, place, body, now);
  });
}

/** Who stays named was noted when it was written; only whom the edit adds is notified. */
async function editNote(
  { actor }: UserContext,
  { tx, ticket, message }: Place,
  { body, mentionedUserIds }: { body: string; mentionedUserIds: readonly string[] | undefined },
  now: Date,
): Promise<readonly OutboxEntry[]> {
  if (message.body === body) return [];
  const { mentionedUsers: before = [], ...content } = message.content;
  const given = await namedIn(
    tx,
    mentionedUserIds === undefined ? {} : { mentionedUserIds: [...mentionedUserIds] },
    body,
  );
  const kept = stillNamed(before, body);
  const added = (given.mentionedUsers ?? []).filter(({ id }) => !before.some((one) => one.id === id));
  const mentionedUsers = [...kept, ...added];
  await rewriteNote(
    tx,
    message.id,
    { body, content: { ...content, ...(mentionedUsers.length > 0 && { mentionedUsers }) } },
    now,
  );
  const userIds = added.map(({ id }) => id);
  return recordMentions(tx, { ticketId: ticket.id, messageId: message.id, authorId: actor.id, userIds, at: now });
}

async function askForEdit(
  { actor }: UserContext,
  { tx, ticket, message }: Place,
  body: string,
  now: Date,
): Promise<void> {
  requireSent(message);
  const { capabilities } = await requireUsable(tx, ticket.whatsappId);
  requireWithin(capabilities.editMinutes, message, now);
  const open = await listOpenActions(tx, message.id);
  if (open.some(({ kind, status }) => kind === "REVOKE" && status !== "FAILED")) {
    throw conflict("The message is being deleted.");
  }
  const present = { body: message.body };
  const wanted = { message, whatsappId: ticket.whatsappId, userId: actor.id, payload: { body }, present };
  await requestAction(tx, { ...wanted, kind: "EDIT" }, now);
}
