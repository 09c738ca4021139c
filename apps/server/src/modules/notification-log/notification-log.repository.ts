import type { Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";
import type { OutboxEntry } from "../../platform/outbox/outbox.ts";

type Recorded = { id: string; userId: string };

const entriesOf = (rows: readonly Recorded[]): OutboxEntry[] =>
  rows.map(({ id, userId }) => ({ type: "notification", userId, notificationId: id }));

/**
 * Notes that a message names these people, in the transaction that writes or edits it; append what it returns to the outbox,
 * last of all. Its author, who is no longer active, and who was noted before are left out, so a repeated request notifies once.
 * Whether somebody may see the ticket is asked when it is shown.
 */
export async function recordMentions(
  tx: Pick<Sql, "query">,
  mention: { ticketId: string; messageId: string; authorId: string; userIds: readonly string[]; at: Date },
): Promise<OutboxEntry[]> {
  const { ticketId, messageId, authorId, at } = mention;
  const userIds = [...new Set(mention.userIds)].filter((userId) => userId !== authorId);
  if (userIds.length === 0) return [];
  const rows = await tx.query<Recorded>(
    `INSERT INTO "Notification" ("id", "userId", "kind", "ticketId", "messageId", "actorId", "createdAt")
     SELECT named."id", person."id", 'MENTION', $3::uuid, $4::uuid, $5::uuid, $6::timestamptz
     FROM unnest($1::uuid[], $2::uuid[]) AS named("id", "userId")
     JOIN "User" AS person ON person."id" = named."userId" AND person."isActive"
     ON CONFLICT ("messageId", "userId", "kind") DO NOTHING
     RETURNING "id", "userId"`,
    [userIds.map(() => newId()), userIds, ticketId, messageId, authorId, at],
  );
  return entriesOf(rows);
}

/** Notes that a ticket was handed to somebody; as `recordMentions`. What was left for them is cut to 200 characters. */
export async function recordTransfer(
  tx: Pick<Sql, "query">,
  transfer: { ticketId: string; userId: string; actorId: string; note: string; at: Date },
): Promise<OutboxEntry[]> {
  const { ticketId, userId, actorId, note, at } = transfer;
  if (userId === actorId) return [];
  const rows = await tx.query<Recorded>(
    `INSERT INTO "Notification" ("id", "userId", "kind", "ticketId", "actorId", "note", "createdAt")
     VALUES ($1::uuid, $2::uuid, 'TRANSFER', $3::uuid, $4::uuid, left($5::text, 200), $6::timestamptz)
     RETURNING "id", "userId"`,
    [newId(), userId, ticketId, actorId, note, at],
  );
  return entriesOf(rows);
}
