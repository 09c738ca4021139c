import type { FailureCode, MessageActionKind, MessageStatus } from "@whatskovi/contract";
import type { Sql } from "../../../platform/db/db.ts";
import { addressesOf, refOf, type StoredAddress, type StoredRef } from "../message-ref.ts";
import type { ActionPayload } from "./message-action.repository.ts";

/** An action with all that is needed to carry it out. */
export type TakenAction = {
  readonly id: string;
  readonly messageId: string;
  readonly contactId: string;
  readonly kind: MessageActionKind;
  readonly payload: ActionPayload;
  readonly attempts: number;
  readonly messageStatus: MessageStatus;
  readonly messageFailure: FailureCode | null;
  readonly message: StoredRef | null;
  readonly identities: StoredAddress[];
};

/**
 * The race for an action is decided here: whoever's UPDATE finds it PENDING has it. It waits for the sending of its own message,
 * and for the actions on it that came before.
 */
export async function claimOldestAction(
  sql: Sql,
  connectionId: string,
  busyContactIds: readonly string[],
  now: Date,
): Promise<TakenAction | null> {
  const [action] = await sql.query<TakenAction>(
    `WITH claimed AS (
       UPDATE "MessageAction" SET "status" = 'SENDING', "attempts" = "attempts" + 1, "nextAttemptAt" = NULL
       WHERE "status" = 'PENDING' AND "id" = (
         SELECT a."id" FROM "MessageAction" a JOIN "Message" m ON m."id" = a."messageId"
         WHERE a."whatsappId" = $1::uuid AND a."status" = 'PENDING'
           AND (a."nextAttemptAt" IS NULL OR a."nextAttemptAt" <= $3::timestamptz)
           AND m."status" NOT IN ('PENDING', 'SENDING') AND m."contactId" <> ALL ($2::uuid[])
           AND NOT EXISTS (
             SELECT 1 FROM "MessageAction" e
             WHERE e."messageId" = a."messageId" AND e."status" IN ('PENDING', 'SENDING')
               AND (e."status" = 'SENDING' OR (e."createdAt", e."id") < (a."createdAt", a."id")))
         ORDER BY a."createdAt", a."id" LIMIT 1 FOR NO KEY UPDATE OF a SKIP LOCKED)
       RETURNING *
     )
     SELECT c."id", c."messageId", m."contactId", c."kind", c."payload", c."attempts", m."status" AS "messageStatus",
            m."failureCode" AS "messageFailure", ${refOf("m")} AS "message", ${addressesOf(`m."contactId"`, `m."ticketId"`)} AS "identities"
     FROM claimed c JOIN "Message" m ON m."id" = c."messageId"`,
    [connectionId, busyContactIds, now],
    "claim-oldest-action",
  );
  return action ?? null;
}

/** What became of an action, and of which message of which ticket. */
export type SettledAction = {
  readonly messageId: string;
  readonly whatsappId: string;
  readonly kind: MessageActionKind;
  readonly payload: ActionPayload;
  readonly ticketId: string | null;
};

/** SENDING to DONE or FAILED. Null when it is not SENDING any more. */
export async function settleAction(
  tx: Sql,
  actionId: string,
  failureCode: FailureCode | null,
): Promise<SettledAction | null> {
  const [row] = await tx.query<SettledAction>(
    `UPDATE "MessageAction" a SET "failureCode" = $2::text,
       "status" = CASE WHEN $2::text IS NULL THEN 'DONE' ELSE 'FAILED' END::"MessageActionStatus"
     FROM "Message" m WHERE a."id" = $1::uuid AND a."status" = 'SENDING' AND m."id" = a."messageId"
     RETURNING a."messageId", a."whatsappId", a."kind", a."payload", m."ticketId"`,
    [actionId, failureCode],
  );
  return row ?? null;
}

/** SENDING back to PENDING; dropped where a newer wish of its kind waits already. */
export async function releaseAction(sql: Sql, actionId: string, at: Date): Promise<void> {
  await sql.query(
    `WITH newer AS (
       DELETE FROM "MessageAction" a WHERE a."id" = $1::uuid AND a."status" = 'SENDING' AND EXISTS (
         SELECT 1 FROM "MessageAction" n
         WHERE n."messageId" = a."messageId" AND n."kind" = a."kind" AND n."status" = 'PENDING')
       RETURNING a."id"
     )
     UPDATE "MessageAction" SET "status" = 'PENDING', "nextAttemptAt" = $2::timestamptz
     WHERE "id" = $1::uuid AND "status" = 'SENDING' AND NOT EXISTS (SELECT 1 FROM newer)`,
    [actionId, at],
  );
}

/** The actions found SENDING on a number, but for those that are under way. */
export async function listSendingActions(
  sql: Sql,
  connectionId: string,
  underWay: readonly string[],
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT "id" FROM "MessageAction" WHERE "whatsappId" = $1::uuid AND "status" = 'SENDING' AND "id" <> ALL ($2::uuid[])`,
    [connectionId, underWay],
  );
  return rows.map(({ id }) => id);
}

/** Fails all that waits or is under way. */
export function failAllActions(
  tx: Sql,
  connectionId: string,
  failureCode: FailureCode,
): Promise<{ id: string; ticketId: string | null }[]> {
  return tx.query(
    `UPDATE "MessageAction" a SET "status" = 'FAILED', "failureCode" = $2::text
     FROM "Message" m WHERE a."whatsappId" = $1::uuid AND a."status" IN ('PENDING', 'SENDING') AND m."id" = a."messageId"
     RETURNING m."id", m."ticketId"`,
    [connectionId, failureCode],
  );
}

/** The message as WhatsApp has it now. The first text is kept. */
export async function applyEdit(tx: Sql, messageId: string, body: string, editedAt: Date | null): Promise<void> {
  await tx.query(
    `UPDATE "Message" SET "body" = $2::text,
       "originalBody" = CASE WHEN $3::timestamptz IS NULL THEN "originalBody" ELSE coalesce("originalBody", "body") END,
       "editedAt" = coalesce($3::timestamptz, "editedAt")
     WHERE "id" = $1::uuid AND "deletedAt" IS NULL AND ("body" <> $2::text OR "editedAt" IS NULL)`,
    [messageId, body, editedAt],
  );
}

/** Our number's one reaction; null takes it back. */
export async function applyReaction(
  tx: Sql,
  messageId: string,
  connectionId: string,
  emoji: string | null,
  now: Date,
): Promise<void> {
  if (emoji === null) {
    await tx.query(`DELETE FROM "MessageReaction" WHERE "messageId" = $1::uuid AND "direction" = 'OUTBOUND'`, [
      messageId,
    ]);
    return;
  }
  await tx.query(
    `INSERT INTO "MessageReaction" ("messageId", "direction", "reactorId", "emoji", "createdAt")
     VALUES ($1::uuid, 'OUTBOUND', $2::uuid, $3::text, $4::timestamptz)
     ON CONFLICT ("messageId", "direction", "reactorId")
     DO UPDATE SET "emoji" = EXCLUDED."emoji", "createdAt" = EXCLUDED."createdAt"`,
    [messageId, connectionId, emoji, now],
  );
}
