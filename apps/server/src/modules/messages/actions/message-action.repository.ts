import type {
  FailureCode,
  MessageActionKind,
  MessageContent,
  MessageDirection,
  MessageStatus,
  MessageType,
} from "@whatskovi/contract";
import type { Sql } from "../../../platform/db/db.ts";
import { newId } from "../../../platform/ids.ts";

/** A message as the verbs that change it see it, locked. */
export type ChangedMessage = {
  readonly id: string;
  readonly direction: MessageDirection;
  readonly type: MessageType;
  readonly body: string;
  readonly content: MessageContent;
  readonly status: MessageStatus;
  readonly failureCode: FailureCode | null;
  readonly isPrivate: boolean;
  readonly userId: string | null;
  readonly providerId: string | null;
  readonly sentAt: Date;
  readonly deletedAt: Date | null;
  /** The emoji that stands on it as ours. */
  readonly ownReaction: string | null;
};

/** The ticket of a message; null when there is no such message, or none in a ticket. */
export async function findTicketOf(sql: Sql, messageId: string): Promise<string | null> {
  const [row] = await sql.query<{ ticketId: string | null }>(
    `SELECT "ticketId" FROM "Message" WHERE "id" = $1::uuid`,
    [messageId],
    "ticket-of-message",
  );
  return row?.ticketId ?? null;
}

/** Locks a message of a ticket, which must be locked before it. Null when it does not stand there any more. */
export async function lockMessage(tx: Sql, messageId: string, ticketId: string): Promise<ChangedMessage | null> {
  const [row] = await tx.query<ChangedMessage>(
    `SELECT m."id", m."direction", m."type", m."body", m."content", m."status", m."failureCode", m."isPrivate", m."userId",
            m."providerId", m."sentAt", m."deletedAt",
            (SELECT r."emoji" FROM "MessageReaction" r
             WHERE r."messageId" = m."id" AND r."direction" = 'OUTBOUND' LIMIT 1) AS "ownReaction"
     FROM "Message" m WHERE m."id" = $1::uuid AND m."ticketId" = $2::uuid FOR NO KEY UPDATE OF m`,
    [messageId, ticketId],
  );
  return row ?? null;
}

/** What may be done to an action: `emoji` of a REACTION, `body` of an EDIT. */
export type ActionPayload = { readonly emoji?: string | null; readonly body?: string };

export type OpenAction = {
  readonly id: string;
  readonly kind: MessageActionKind;
  readonly payload: ActionPayload;
  readonly status: "PENDING" | "SENDING" | "FAILED";
  readonly attempts: number;
};

/** The actions on a message that are not done, oldest first. */
export function listOpenActions(tx: Sql, messageId: string): Promise<OpenAction[]> {
  return tx.query(
    `SELECT "id", "kind", "payload", "status", "attempts" FROM "MessageAction"
     WHERE "messageId" = $1::uuid AND "status" <> 'DONE' ORDER BY "createdAt", "id"`,
    [messageId],
  );
}

/**
 * Lets an action wait for the lane, in the place of one of its kind that waits. When the lane has just taken that one, this one
 * comes after it: the index of waiting actions decides.
 */
export async function putWaiting(
  tx: Sql,
  action: { messageId: string; whatsappId: string; userId: string; kind: MessageActionKind; payload: ActionPayload },
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO "MessageAction" ("id", "messageId", "whatsappId", "userId", "kind", "payload", "createdAt")
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::"MessageActionKind", $6::jsonb, $7::timestamptz)
     ON CONFLICT ("messageId", "kind") WHERE "status" = 'PENDING'
     DO UPDATE SET "payload" = EXCLUDED."payload", "userId" = EXCLUDED."userId", "nextAttemptAt" = NULL`,
    [newId(), action.messageId, action.whatsappId, action.userId, action.kind, JSON.stringify(action.payload), now],
  );
}

/** Takes an action back that was never tried. False when the lane was faster. */
export async function takeBackUntried(tx: Sql, actionId: string): Promise<boolean> {
  const rows = await tx.query(
    `DELETE FROM "MessageAction" WHERE "id" = $1::uuid AND "status" = 'PENDING' AND "attempts" = 0 RETURNING "id"`,
    [actionId],
  );
  return rows.length > 0;
}

/** Forgets what failed or waits of these kinds: another wish, or a deletion, has made it pointless. */
export async function dropActions(
  tx: Sql,
  messageId: string,
  kinds: readonly MessageActionKind[],
  statuses: readonly ("PENDING" | "FAILED")[],
): Promise<void> {
  await tx.query(
    `DELETE FROM "MessageAction" WHERE "messageId" = $1::uuid AND "kind" = ANY($2::"MessageActionKind"[])
       AND "status" = ANY($3::"MessageActionStatus"[])`,
    [messageId, kinds, statuses],
  );
}

/** Changes the text of what the customer has not got: nothing tells of it. False when it is on its way. */
export async function rewriteUnsent(tx: Sql, messageId: string, body: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE "Message" SET "body" = $2::text WHERE "id" = $1::uuid AND "status" IN ('PENDING', 'FAILED') RETURNING "id"`,
    [messageId, body],
  );
  return rows.length > 0;
}

/** Changes a note and whom it names, and keeps what it said first. */
export async function rewriteNote(
  tx: Sql,
  messageId: string,
  { body, content }: Pick<ChangedMessage, "body" | "content">,
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE "Message" SET "originalBody" = coalesce("originalBody", "body"), "body" = $2::text, "content" = $3::jsonb,
       "editedAt" = $4::timestamptz
     WHERE "id" = $1::uuid`,
    [messageId, body, JSON.stringify(content), now],
  );
}

export async function markDeleted(tx: Sql, messageId: string, now: Date): Promise<void> {
  await tx.query(`UPDATE "Message" SET "deletedAt" = coalesce("deletedAt", $2::timestamptz) WHERE "id" = $1::uuid`, [
    messageId,
    now,
  ]);
}

/**
 * Takes back what has not left: it will not be sent, and the customer waits again whom it had answered. False when it is on its
 * way.
 */
export async function cancelUnsent(tx: Sql, messageId: string, ticketId: string, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE "Message" SET "deletedAt" = $2::timestamptz, "nextAttemptAt" = NULL, "heldUntil" = NULL, "heldBecause" = NULL,
       "failureCode" = CASE WHEN "status" = 'PENDING' THEN 'cancelled' ELSE "failureCode" END, "status" = 'FAILED'
     WHERE "id" = $1::uuid AND "status" IN ('PENDING', 'FAILED') RETURNING "id"`,
    [messageId, now],
  );
  if (rows.length === 0) return false;
  await restoreWaiting(tx, ticketId);
  return true;
}

/** As if what was taken back had never been written. Greetings answer nobody. */
export async function restoreWaiting(tx: Sql, ticketId: string): Promise<void> {
  await tx.query(
    `UPDATE "Ticket" t
     SET "firstResponseAt" = (SELECT min(m."sentAt") FROM "Message" m WHERE m."ticketId" = t."id" AND m."userId" IS NOT NULL
           AND m."direction" = 'OUTBOUND' AND NOT m."isPrivate" AND m."failureCode" IS DISTINCT FROM 'cancelled'
           AND m."sentAt" >= (SELECT min(i."sentAt") FROM "Message" i WHERE i."ticketId" = t."id" AND i."direction" = 'INBOUND')),
         "waitingSince" = coalesce(t."waitingSince", (SELECT min(m."sentAt") FROM "Message" m
           WHERE m."ticketId" = t."id" AND m."direction" = 'INBOUND' AND m."sentAt" > coalesce((
             SELECT max(a."sentAt") FROM "Message" a WHERE a."ticketId" = t."id" AND a."direction" = 'OUTBOUND'
               AND NOT a."isPrivate" AND a."failureCode" IS DISTINCT FROM 'cancelled'
               AND a."sentAt" IS DISTINCT FROM t."greetedAt"), '-infinity')))
     WHERE t."id" = $1::uuid AND t."status" <> 'CLOSED'`,
    [ticketId],
  );
}
