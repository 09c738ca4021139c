import type { DriverKind, FailureCode, IdentityKind, MessageContent, MessageType, Pacing } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import type { ClaimLimits, Hold } from "../../whatsapp/delivery-queue.ts";
import { addressesOf, refOf, type StoredAddress, type StoredRef } from "./message-ref.ts";

/** A message with all that is needed to send it. */
export type OutgoingMessage = {
  id: string;
  contactId: string;
  attempts: number;
  type: MessageType;
  body: string;
  content: MessageContent;
  quoted: StoredRef | null;
  identities: StoredAddress[];
  media: OutgoingFile | null;
};

export type OutgoingFile = {
  sha256: string | null;
  fileName: string;
  mimeType: string;
  size: number | null;
  durationSeconds: number | null;
  waveform: number[] | null;
};

const inLane = (alias: string) => `${alias}."direction" = 'OUTBOUND' AND ${alias}."isPrivate" = false`;

/** Whether the message of that alias is the first one to somebody who has never written to the number `$1`. Groups are nobody. */
const isOpening = (alias: string) => `
  NOT EXISTS (SELECT 1 FROM "Ticket" t
    WHERE t."contactId" = ${alias}."contactId" AND t."whatsappId" = $1::uuid AND t."lastInboundAt" IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM "ConversationOpening" o WHERE o."whatsappId" = $1::uuid AND o."contactId" = ${alias}."contactId")
  AND NOT EXISTS (SELECT 1 FROM "ContactIdentity" g WHERE g."contactId" = ${alias}."contactId" AND g."kind" = 'GROUP')`;

const noteOpening = `, opening AS (
       INSERT INTO "ConversationOpening" ("whatsappId", "contactId", "openedAt")
       SELECT $1::uuid, claimed."contactId", $3::timestamptz FROM claimed WHERE ${isOpening("claimed")}
       ON CONFLICT DO NOTHING
     )`;

/** The race for a message is decided here: whoever's UPDATE finds it PENDING has it. */
export async function claimOldest(
  sql: Sql,
  connectionId: string,
  busyContactIds: readonly string[],
  now: Date,
  limits: ClaimLimits = { countsOpenings: false, areOpeningsSpent: false },
): Promise<OutgoingMessage | null> {
  const [message] = await sql.query<OutgoingMessage>(
    `WITH claimed AS (
       UPDATE "Message" SET "status" = 'SENDING', "claimedAt" = $3::timestamptz, "attempts" = "attempts" + 1,
         "nextAttemptAt" = NULL, "heldUntil" = NULL, "heldBecause" = NULL
       WHERE "status" = 'PENDING' AND "id" = (
         SELECT m."id" FROM "Message" m
         WHERE m."whatsappId" = $1::uuid AND ${inLane("m")} AND m."status" = 'PENDING'
           AND (m."nextAttemptAt" IS NULL OR m."nextAttemptAt" <= $3::timestamptz) AND m."contactId" <> ALL ($2::uuid[])
           ${limits.areOpeningsSpent ? `AND NOT (${isOpening("m")})` : ""}
           AND NOT EXISTS (
             SELECT 1 FROM "Message" e
             WHERE e."contactId" = m."contactId" AND e."whatsappId" = $1::uuid AND ${inLane("e")}
               AND e."status" IN ('PENDING', 'SENDING')
               AND (e."status" = 'SENDING' OR (e."sentAt", e."id") < (m."sentAt", m."id")))
         ORDER BY m."sentAt", m."id" LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
       RETURNING *
     )${limits.countsOpenings ? noteOpening : ""}
     SELECT c."id", c."contactId", c."attempts", c."type", c."body", c."content", ${refOf("q")} AS "quoted",
       ${addressesOf(`c."contactId"`, `c."ticketId"`)} AS "identities",
       CASE WHEN f."id" IS NOT NULL THEN json_build_object('sha256', f."sha256", 'fileName', f."fileName", 'mimeType', f."mimeType",
         'size', f."size", 'durationSeconds', f."durationSeconds", 'waveform', f."waveform") END AS "media"
     FROM claimed c
     LEFT JOIN "Message" q ON q."id" = c."quotedMessageId"
     LEFT JOIN "MediaFile" f ON f."id" = c."mediaId"`,
    [connectionId, busyContactIds, now],
    `claim-oldest${limits.countsOpenings ? "-counted" : ""}${limits.areOpeningsSpent ? "-spent" : ""}`,
  );
  return message ?? null;
}

export async function nextDue(sql: Sql, connectionId: string): Promise<Date | null> {
  const [row] = await sql.query<{ due: Date | null }>(
    `SELECT least(
       (SELECT min(m."nextAttemptAt") FROM "Message" m
        WHERE m."whatsappId" = $1::uuid AND ${inLane("m")} AND m."status" = 'PENDING'),
       (SELECT min(a."nextAttemptAt") FROM "MessageAction" a
        WHERE a."whatsappId" = $1::uuid AND a."status" = 'PENDING')) AS "due"`,
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

export async function isStillSending(sql: Sql, messageId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM "Message" WHERE "id" = $1::uuid AND "status" = 'SENDING'`,
    [messageId],
    "is-still-sending",
  );
  return rows.length > 0;
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

/**
 * Remembers where WhatsApp said that a message went: the address to send to from now on. Returns the contact of the message
 * and the one to whom that address belongs already, where they are two.
 */
export async function learnAddress(
  sql: Sql,
  messageId: string,
  identity: { kind: IdentityKind; value: string; address: string },
): Promise<[string, string] | null> {
  const [other] = await sql.query<{ contactId: string; holderId: string }>(
    `WITH known AS (
       SELECT m."contactId", i."contactId" AS "holderId" FROM "Message" m
       LEFT JOIN "ContactIdentity" i ON i."kind" = $2::"IdentityKind" AND i."value" = $3::text
       WHERE m."id" = $1::uuid
     ), learnt AS (
       INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address")
       SELECT $2::"IdentityKind", $3::text, "contactId", $4::text FROM known
       ON CONFLICT ("kind", "value") DO UPDATE SET "address" = EXCLUDED."address"
       WHERE "ContactIdentity"."contactId" = EXCLUDED."contactId" AND "ContactIdentity"."address" <> EXCLUDED."address"
     )
     SELECT "contactId", "holderId" FROM known WHERE "holderId" <> "contactId"`,
    [messageId, identity.kind, identity.value, identity.address],
    "learn-address",
  );
  return other === undefined ? null : [other.contactId, other.holderId];
}

/** The identities behind handles, of those that are known. `keys` are the ways in which each may be stored. */
export function findHandles(
  sql: Sql,
  keys: readonly { kind: IdentityKind; value: string; handle: string }[],
): Promise<StoredAddress[]> {
  return sql.query(
    `SELECT i."kind", i."address" FROM unnest($1::"IdentityKind"[], $2::text[], $3::text[]) AS wanted("kind", "value", "handle")
     JOIN "ContactIdentity" i ON i."kind" = wanted."kind" AND i."value" = wanted."value" AND i."address" = wanted."handle"`,
    [keys.map(({ kind }) => kind), keys.map(({ value }) => value), keys.map(({ handle }) => handle)],
  );
}

export async function findPacing(
  sql: Sql,
  connectionId: string,
): Promise<{ driver: DriverKind; pacing: Pacing | null; createdAt: Date } | null> {
  const [row] = await sql.query<{ driver: DriverKind; pacing: Pacing | null; createdAt: Date }>(
    `SELECT "driver", "pacing", "createdAt" FROM "WhatsAppConnection" WHERE "id" = $1::uuid`,
    [connectionId],
    "find-pacing",
  );
  return row ?? null;
}

/** The newest `most` since then, oldest first. */
export async function listOpenings(sql: Sql, connectionId: string, since: Date, most: number): Promise<Date[]> {
  const rows = await sql.query<{ openedAt: Date }>(
    `SELECT "openedAt" FROM "ConversationOpening" WHERE "whatsappId" = $1::uuid AND "openedAt" > $2::timestamptz
     ORDER BY "openedAt" DESC LIMIT $3::int`,
    [connectionId, since, most],
    "list-openings",
  );
  return rows.map(({ openedAt }) => openedAt).reverse();
}

const heldAtOnce = 200;
/** What waits for less says nothing. */
const worthSayingMs = 1000;

/** Lets what waits say why. Returns those that did not say so before. */
export function holdWaiting(
  sql: Sql,
  connectionId: string,
  { until, because, betweenMs }: Hold,
  now: Date,
): Promise<{ id: string; ticketId: string | null }[]> {
  return sql.query(
    `WITH waiting AS (
       SELECT m."id", m."heldUntil", m."heldBecause",
         $2::timestamptz + (row_number() OVER (ORDER BY m."sentAt", m."id") - 1) * $4::float8 * interval '1 millisecond' AS "until"
       FROM "Message" m
       WHERE m."whatsappId" = $1::uuid AND ${inLane("m")} AND m."status" = 'PENDING'
         ${because === "daily_cap" ? `AND ${isOpening("m")}` : ""}
       ORDER BY m."sentAt", m."id" LIMIT ${heldAtOnce}
     )
     UPDATE "Message" m SET "heldUntil" = waiting."until", "heldBecause" = $3::text
     FROM waiting
     WHERE m."id" = waiting."id" AND m."status" = 'PENDING'
       AND waiting."until" > $5::timestamptz + interval '${worthSayingMs} milliseconds'
       AND (waiting."heldBecause" IS DISTINCT FROM $3::text OR waiting."heldUntil" <= $5::timestamptz)
       AND (waiting."heldBecause" IS DISTINCT FROM 'undo' OR waiting."heldUntil" <= $5::timestamptz)
     RETURNING m."id", m."ticketId"`,
    [connectionId, until, because, betweenMs, now],
    because === "daily_cap" ? "hold-openings" : "hold-waiting",
  );
}
