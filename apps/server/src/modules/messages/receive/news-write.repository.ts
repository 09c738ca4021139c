import type { Sql } from "../../../platform/db/db.ts";
import { newId } from "../../../platform/ids.ts";
import type { BatchPlan } from "./batch-plan.ts";

/** Content that has arrived for stored placeholders. */
export async function writeContents(tx: Sql, { contents }: BatchPlan): Promise<void> {
  if (contents.length === 0) return;
  await tx.query(
    `UPDATE "Message" m
     SET "type" = c."type", "body" = c."body", "content" = c."content", "quotedMessageId" = c."quotedMessageId",
         "mediaId" = c."mediaId", "raw" = c."raw", "isPlaceholder" = false
     FROM jsonb_to_recordset($1::jsonb) AS c("id" uuid, "type" "MessageType", "body" text, "content" jsonb,
       "quotedMessageId" uuid, "mediaId" uuid, "raw" jsonb)
     WHERE m."id" = c."id"`,
    [JSON.stringify(contents)],
    "receive-contents",
  );
}

/** Puts messages into tickets that stood outside as history. Returns their files, which were left where they are and are now to be fetched. */
export async function writeTakenUp(tx: Sql, { takenUp }: BatchPlan): Promise<string[]> {
  if (takenUp.length === 0) return [];
  const files = await tx.query<{ id: string }>(
    `WITH taken AS (
       UPDATE "Message" m SET "ticketId" = t."ticketId"
       FROM jsonb_to_recordset($1::jsonb) AS t("messageId" uuid, "ticketId" uuid) WHERE m."id" = t."messageId"
       RETURNING m."mediaId"
     )
     UPDATE "MediaFile" f SET "status" = 'PENDING' FROM taken WHERE f."id" = taken."mediaId" AND f."status" = 'FAILED'
     RETURNING f."id"`,
    [JSON.stringify(takenUp)],
  );
  return files.map(({ id }) => id);
}

/** Takes out the echoes of our own messages, which give their provider ids and their places in the inbox to them. */
export async function absorbEchoes(tx: Sql, { absorbed }: BatchPlan): Promise<void> {
  if (absorbed.length === 0) return;
  await tx.query(
    `WITH pair AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS p("echoId" uuid, "messageId" uuid)
     ), gone AS (
       DELETE FROM "Message" m USING pair WHERE m."id" = pair."echoId" RETURNING m."ticketId", pair.*
     )
     UPDATE "Ticket" t SET "lastMessage" = t."lastMessage" || jsonb_build_object('id', gone."messageId")
     FROM gone WHERE t."id" = gone."ticketId" AND t."lastMessage" ->> 'id' = gone."echoId"::text`,
    [JSON.stringify(absorbed)],
  );
}

/** Statuses, edits and deletions of stored messages. */
export async function writeChanges(tx: Sql, { changes }: BatchPlan): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `UPDATE "Message" m
     SET "status" = c."status", "failureCode" = c."failureCode", "providerId" = c."providerId", "body" = c."body",
         "originalBody" = c."originalBody", "editedAt" = c."editedAt", "deletedAt" = c."deletedAt",
         "raw" = CASE WHEN c."providerError" IS NULL THEN m."raw"
                 ELSE coalesce(m."raw", '{}'::jsonb) || jsonb_build_object('providerError', c."providerError") END
     FROM jsonb_to_recordset($1::jsonb) AS c("id" uuid, "status" "MessageStatus", "failureCode" text, "providerId" text,
       "body" text, "originalBody" text, "editedAt" timestamptz, "deletedAt" timestamptz, "providerError" text)
     WHERE m."id" = c."id"`,
    [JSON.stringify(changes)],
    "receive-changes",
  );
}

/** Reactions, customers' and our number's: given, changed or taken back. */
export async function writeReactions(tx: Sql, connectionId: string, { reactions }: BatchPlan): Promise<void> {
  if (reactions.length === 0) return;
  await tx.query(
    `WITH given AS (
       SELECT r."messageId", r."direction", coalesce(r."reactorId", $2::uuid) AS "reactorId", r."emoji", r."createdAt"
       FROM jsonb_to_recordset($1::jsonb)
         AS r("messageId" uuid, "direction" "MessageDirection", "reactorId" uuid, "emoji" text, "createdAt" timestamptz)
     ), taken AS (
       DELETE FROM "MessageReaction" r USING given
       WHERE given."emoji" IS NULL AND r."messageId" = given."messageId" AND r."direction" = given."direction"
         AND r."reactorId" = given."reactorId"
     )
     INSERT INTO "MessageReaction" ("messageId", "direction", "reactorId", "emoji", "createdAt")
     SELECT "messageId", "direction", "reactorId", "emoji", "createdAt" FROM given WHERE "emoji" IS NOT NULL
     ON CONFLICT ("messageId", "direction", "reactorId")
     DO UPDATE SET "emoji" = EXCLUDED."emoji", "createdAt" = EXCLUDED."createdAt"
     WHERE "MessageReaction"."createdAt" <= EXCLUDED."createdAt"`,
    [JSON.stringify(reactions), connectionId],
    "receive-reactions",
  );
}

/** Parks news whose message has not come, and takes out what was applied. */
export async function writeParked(tx: Sql, connectionId: string, plan: BatchPlan, now: Date): Promise<void> {
  if (plan.unparkedIds.length > 0) {
    await tx.query(`DELETE FROM "ParkedUpdate" WHERE "id" = ANY($1::uuid[])`, [plan.unparkedIds], "receive-unpark");
  }
  if (plan.parked.length === 0) return;
  const rows = plan.parked.map(({ providerId, event }) => ({ id: newId(), providerId, event }));
  await tx.query(
    `INSERT INTO "ParkedUpdate" ("id", "whatsappId", "providerId", "event", "createdAt")
     SELECT "id", $1::uuid, "providerId", "event", $3::timestamptz
     FROM jsonb_to_recordset($2::jsonb) AS p("id" uuid, "providerId" text, "event" jsonb)`,
    [connectionId, JSON.stringify(rows), now],
    "receive-park",
  );
}
