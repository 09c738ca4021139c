import type { FailureCode, IdentityKind, MessageType } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

/** A message with all that is needed to send it. */
export type OutgoingMessage = {
  id: string;
  contactId: string;
  attempts: number;
  type: MessageType;
  body: string;
  quoted: { providerId: string; isFromUs: boolean; timestamp: number; type: MessageType; body: string } | null;
  identities: { kind: IdentityKind; address: string }[];
  media: { sha256: string | null; fileName: string; mimeType: string; size: number | null } | null;
};

const inLane = (alias: string) => `${alias}."direction" = 'OUTBOUND' AND ${alias}."isPrivate" = false`;

/** The race for a message is decided here: whoever's UPDATE finds it PENDING has it. */
export async function claimOldest(
  sql: Sql,
  connectionId: string,
  busyContactIds: readonly string[],
  now: Date,
): Promise<OutgoingMessage | null> {
  const [message] = await sql.query<OutgoingMessage>(
    `WITH claimed AS (
       UPDATE "Message" SET "status" = 'SENDING', "claimedAt" = $3::timestamptz, "attempts" = "attempts" + 1, "nextAttemptAt" = NULL
       WHERE "status" = 'PENDING' AND "id" = (
         SELECT m."id" FROM "Message" m
         WHERE m."whatsappId" = $1::uuid AND ${inLane("m")} AND m."status" = 'PENDING'
           AND (m."nextAttemptAt" IS NULL OR m."nextAttemptAt" <= $3::timestamptz) AND m."contactId" <> ALL ($2::uuid[])
           AND NOT EXISTS (
             SELECT 1 FROM "Message" e
             WHERE e."contactId" = m."contactId" AND e."whatsappId" = $1::uuid AND ${inLane("e")}
               AND e."status" IN ('PENDING', 'SENDING')
               AND (e."status" = 'SENDING' OR (e."sentAt", e."id") < (m."sentAt", m."id")))
         ORDER BY m."sentAt", m."id" LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
       RETURNING *
     )
     SELECT c."id", c."contactId", c."attempts", c."type", c."body", CASE WHEN q."providerId" IS NOT NULL THEN json_build_object('providerId', q."providerId",
       'isFromUs', q."direction" = 'OUTBOUND', 'timestamp', floor(extract(epoch FROM q."sentAt") * 1000), 'type', q."type",
       'body', q."body") END AS "quoted",
       coalesce((SELECT json_agg(json_build_object('kind', i."kind", 'address', i."address") ORDER BY
           array_position('{GROUP,PHONE,BSUID,LID,USERNAME}'::text[], i."kind"::text), i."createdAt" DESC)
         FROM "ContactIdentity" i WHERE i."contactId" = c."contactId"), '[]'::json) AS "identities",
       CASE WHEN f."id" IS NOT NULL THEN json_build_object('sha256', f."sha256", 'fileName', f."fileName",
         'mimeType', f."mimeType", 'size', f."size") END AS "media"
     FROM claimed c
     LEFT JOIN "Message" q ON q."id" = c."quotedMessageId"
     LEFT JOIN "MediaFile" f ON f."id" = c."mediaId"`,
    [connectionId, busyContactIds, now],
    "claim-oldest",
  );
  return message ?? null;
}

export async function nextDue(sql: Sql, connectionId: string): Promise<Date | null> {
  const [row] = await sql.query<{ due: Date | null }>(
    `SELECT min(m."nextAttemptAt") AS "due" FROM "Message" m
     WHERE m."whatsappId" = $1::uuid AND ${inLane("m")} AND m."status" = 'PENDING'`,
    [connectionId],
    "next-due",
  );
  return row?.due ?? null;
}

/** Where a message belongs. Null when there is none. */
export async function findConnectionOf(
  sql: Sql,
  messageId: string,
): Promise<{ whatsappId: string; contactId: string } | null> {
  const [row] = await sql.query<{ whatsappId: string; contactId: string }>(
    `SELECT "whatsappId", "contactId" FROM "Message" WHERE "id" = $1::uuid`,
    [messageId],
    "connection-of-message",
  );
  return row ?? null;
}

/** SENDING to FAILED. Null when it is not SENDING any more. */
export async function failSending(tx: Sql, messageId: string, failureCode: FailureCode): Promise<string | null> {
  const [row] = await tx.query<{ ticketId: string | null }>(
    `UPDATE "Message" SET "status" = 'FAILED', "failureCode" = $2::text
     WHERE "id" = $1::uuid AND "status" = 'SENDING' RETURNING "ticketId"`,
    [messageId, failureCode],
  );
  return row?.ticketId ?? null;
}

/** SENDING back to PENDING. */
export async function releaseSending(sql: Sql, messageId: string, at: Date): Promise<void> {
  await sql.query(
    `UPDATE "Message" SET "status" = 'PENDING', "nextAttemptAt" = $2::timestamptz, "claimedAt" = NULL
     WHERE "id" = $1::uuid AND "status" = 'SENDING'`,
    [messageId, at],
  );
}

export function listSending(
  sql: Sql,
  connectionId: string,
  claimedBefore: Date,
): Promise<{ messageId: string; contactId: string; claimedAt: Date }[]> {
  return sql.query(
    `SELECT m."id" AS "messageId", m."contactId", m."claimedAt" FROM "Message" m
     WHERE m."whatsappId" = $1::uuid AND ${inLane("m")} AND m."status" = 'SENDING' AND m."claimedAt" < $2::timestamptz
     ORDER BY m."claimedAt", m."id" LIMIT 100`,
    [connectionId, claimedBefore],
  );
}

/** Fails all that waits; what is under way has an unknown outcome. */
export function failAllOutgoing(
  tx: Sql,
  connectionId: string,
  failureCode: FailureCode,
): Promise<{ id: string; ticketId: string | null }[]> {
  return tx.query(
    `UPDATE "Message" m SET "failureCode" = CASE WHEN m."status" = 'SENDING' THEN 'delivery_unknown' ELSE $2::text END, "status" = 'FAILED'
     WHERE m."whatsappId" = $1::uuid AND ${inLane("m")} AND m."status" IN ('PENDING', 'SENDING')
     RETURNING m."id", m."ticketId"`,
    [connectionId, failureCode],
  );
}

/** Remembers where WhatsApp said that the message went: the address to send to from now on. */
export async function learnAddress(
  sql: Sql,
  contactId: string,
  identity: { kind: IdentityKind; value: string; address: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address")
     VALUES ($2::"IdentityKind", $3::text, $1::uuid, $4::text)
     ON CONFLICT ("kind", "value") DO UPDATE SET "address" = EXCLUDED."address"
     WHERE "ContactIdentity"."contactId" = EXCLUDED."contactId" AND "ContactIdentity"."address" <> EXCLUDED."address"`,
    [contactId, identity.kind, identity.value, identity.address],
    "learn-address",
  );
}
