import type { HoldReason, MessageContent, MessageType } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { type StoredPreview, previewOf } from "./message-preview.ts";

/** What a person writes: a message to the customer, or a private note. */
export type WrittenMessage = {
  readonly id: string;
  readonly ticketId: string;
  readonly contactId: string;
  readonly whatsappId: string;
  readonly userId: string;
  readonly type: MessageType;
  readonly body: string;
  readonly content: MessageContent;
  readonly mediaId: string | null;
  readonly quotedMessageId: string | null;
  readonly isPrivate: boolean;
  /** Until when it stays here for its author to take it back; null lets it go at once. */
  readonly undoUntil: Date | null;
  /** What is said of its waiting. */
  readonly hold: { readonly until: Date; readonly because: HoldReason } | null;
};

/** Who wrote a message where, by its id. Null when the id is free. */
export async function findAuthorship(
  sql: Sql,
  id: string,
): Promise<{ userId: string | null; ticketId: string | null } | null> {
  const [row] = await sql.query<{ userId: string | null; ticketId: string | null }>(
    `SELECT "userId", "ticketId" FROM "Message" WHERE "id" = $1::uuid`,
    [id],
    "find-authorship",
  );
  return row ?? null;
}

/**
 * Stores what was written and shows it in the inbox, in one statement. A public answer ends the customer's waiting; the first
 * one is the first response, unless the customer has not written yet: then it answers nobody. False when the id is taken, also by
 * a message that was taken back. The ticket must be locked.
 */
export async function insertWritten(tx: Sql, message: WrittenMessage, now: Date): Promise<boolean> {
  const status = message.isPrivate ? "SENT" : "PENDING";
  const preview: StoredPreview = previewOf({ ...message, direction: "OUTBOUND", status });
  const rows = await tx.query(
    `WITH written AS (
       INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "userId", "direction", "type", "body", "content",
         "mediaId", "quotedMessageId", "isPrivate", "status", "sentAt", "createdAt", "heldUntil", "heldBecause", "nextAttemptAt")
       SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, 'OUTBOUND', $6::"MessageType", $7::text, $14::jsonb, $8::uuid, $9::uuid,
         $10::boolean, $11::"MessageStatus", $12::timestamptz, $12::timestamptz,
         $15::timestamptz, $16::text, $17::timestamptz
       WHERE NOT EXISTS (SELECT 1 FROM "UndoneMessage" u WHERE u."id" = $1::uuid)
       ON CONFLICT ("id") DO NOTHING
       RETURNING "id", "ticketId"
     )
     UPDATE "Ticket" t
     SET "lastMessageAt" = greatest(t."lastMessageAt", $12::timestamptz), "lastMessage" = $13::jsonb, "updatedAt" = $12::timestamptz,
         "firstResponseAt" = CASE WHEN $10::boolean OR t."lastInboundAt" IS NULL THEN t."firstResponseAt"
                             ELSE coalesce(t."firstResponseAt", $12::timestamptz) END,
         "waitingSince" = CASE WHEN $10::boolean THEN t."waitingSince" END
     FROM written WHERE t."id" = written."ticketId"
     RETURNING t."id"`,
    [
      message.id,
      message.ticketId,
      message.contactId,
      message.whatsappId,
      message.userId,
      message.type,
      message.body,
      message.mediaId,
      message.quotedMessageId,
      message.isPrivate,
      status,
      now,
      JSON.stringify(preview),
      JSON.stringify(message.content),
      message.hold?.until ?? null,
      message.hold?.because ?? null,
      message.undoUntil,
    ],
    "insert-written",
  );
  return rows.length > 0;
}

/** Throws `not_found` unless the message stands in the ticket, and is public where the quoting one is. */
export async function requireQuotable(
  sql: Sql,
  messageId: string,
  ticketId: string,
  isPrivate: boolean,
): Promise<void> {
  const [row] = await sql.query<{ id: string }>(
    `SELECT "id" FROM "Message" WHERE "id" = $1::uuid AND "ticketId" = $2::uuid AND ($3::boolean OR NOT "isPrivate")`,
    [messageId, ticketId, isPrivate],
  );
  orNotFound(row);
}

/** FAILED to PENDING, as if it had never been sent. False when it did not fail. */
export async function resetFailed(tx: Sql, messageId: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE "Message"
     SET "status" = 'PENDING', "failureCode" = NULL, "providerId" = NULL, "attempts" = 0, "nextAttemptAt" = NULL, "claimedAt" = NULL
     WHERE "id" = $1::uuid AND "status" = 'FAILED' AND "direction" = 'OUTBOUND' AND NOT "isPrivate" AND "deletedAt" IS NULL
     RETURNING "id"`,
    [messageId],
  );
  return rows.length > 0;
}

/** Whether the message is an approved template, which may go at any time. */
export async function isTemplate(sql: Sql, messageId: string): Promise<boolean> {
  const rows = await sql.query(`SELECT 1 FROM "Message" WHERE "id" = $1::uuid AND "content" ? 'template'`, [messageId]);
  return rows.length > 0;
}
