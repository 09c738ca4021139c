import type { MessageContent } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

type Place = { readonly userId: string; readonly ticketId: string };

/** A message that had not left. */
export type Unsent = {
  readonly body: string;
  readonly content: MessageContent;
  readonly quotedMessageId: string | null;
};

/** The ticket of a message that this person took back; null when they took none back of that id. */
export async function findUndone(sql: Sql, id: string, userId: string): Promise<string | null> {
  const [row] = await sql.query<{ ticketId: string }>(
    `SELECT "ticketId" FROM "UndoneMessage" WHERE "id" = $1::uuid AND "userId" = $2::uuid`,
    [id, userId],
  );
  return row?.ticketId ?? null;
}

/** The race with the lane's claim is decided here: a row that is not PENDING any more stays. */
export async function deleteUnclaimed(tx: Sql, id: string, { userId, ticketId }: Place): Promise<Unsent | null> {
  const [row] = await tx.query<Unsent>(
    `DELETE FROM "Message"
     WHERE "id" = $1::uuid AND "ticketId" = $2::uuid AND "userId" = $3::uuid AND "status" = 'PENDING'
       AND "direction" = 'OUTBOUND' AND NOT "isPrivate" AND "type" = 'TEXT' AND NOT "content" ? 'template'
     RETURNING "body", "content", "quotedMessageId"`,
    [id, ticketId, userId],
  );
  return row ?? null;
}

/** From now on the id is taken for good. */
export async function noteUndone(tx: Sql, id: string, { userId, ticketId }: Place, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO "UndoneMessage" ("id", "userId", "ticketId", "undoneAt") VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz)`,
    [id, userId, ticketId, now],
  );
}

/** Lets the inbox show the message before the one that is gone, where that was the last. */
export async function showLastMessage(tx: Sql, ticketId: string, goneId: string): Promise<void> {
  await tx.query(
    `WITH last AS (
       SELECT m.* FROM "Message" m WHERE m."ticketId" = $1::uuid ORDER BY m."sentAt" DESC, m."id" DESC LIMIT 1
     )
     UPDATE "Ticket" t
     SET "lastMessageAt" = coalesce((SELECT "sentAt" FROM last), t."createdAt"),
         "lastMessage" = (SELECT jsonb_build_object('id', "id", 'type', "type", 'direction', "direction", 'isPrivate', "isPrivate",
           'body', CASE WHEN "deletedAt" IS NULL THEN left("body", 200) ELSE '' END, 'isDeleted', "deletedAt" IS NOT NULL,
           'status', CASE WHEN "status" = 'SENDING' THEN 'PENDING' ELSE "status" END) FROM last)
     WHERE t."id" = $1::uuid AND t."lastMessage" ->> 'id' = $2::text`,
    [ticketId, goneId],
  );
}

/** Forgets ids so old that no browser still tries to send them. */
export async function pruneUndone(sql: Sql, before: Date): Promise<number> {
  const rows = await sql.query(`DELETE FROM "UndoneMessage" WHERE "undoneAt" < $1::timestamptz RETURNING 1`, [before]);
  return rows.length;
}
