import type { Sql } from "../../../platform/db/db.ts";
import { newId } from "../../../platform/ids.ts";
import { previewOf } from "../message-preview.ts";
import type { BatchPlan, PlannedMessage } from "./batch-plan.ts";
import type { PlannedTicket } from "./ticket-book.ts";

/** New contacts and identities, and what was learnt of known ones. An identity that somebody else made meanwhile breaks a unique key. */
export async function writeContacts(tx: Sql, plan: BatchPlan, now: Date): Promise<void> {
  if (plan.contacts.length === 0 && plan.identities.length === 0) return;
  await tx.query(
    `WITH given AS (
       SELECT c.*, CASE WHEN EXISTS (SELECT 1 FROM "Contact" o WHERE o."phoneNumber" = c."phoneNumber" AND o."id" <> c."id")
                        THEN NULL ELSE c."phoneNumber" END AS "freePhone"
       FROM jsonb_to_recordset($1::jsonb) AS c("id" uuid, "name" text, "phoneNumber" text, "isNew" boolean)
     ), made AS (
       INSERT INTO "Contact" ("id", "name", "phoneNumber", "createdAt", "updatedAt")
       SELECT "id", "name", "freePhone", $3::timestamptz, $3::timestamptz FROM given WHERE "isNew"
     ), learnt AS (
       UPDATE "Contact" c
       SET "name" = CASE WHEN c."isNamed" THEN c."name" ELSE given."name" END,
           "phoneNumber" = coalesce(c."phoneNumber", given."freePhone"), "updatedAt" = $3::timestamptz
       FROM given WHERE NOT given."isNew" AND c."id" = given."id"
     ), identity AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb)
         AS i("kind" "IdentityKind", "value" text, "contactId" uuid, "address" text, "isNew" boolean)
     ), readdressed AS (
       UPDATE "ContactIdentity" i SET "address" = identity."address"
       FROM identity WHERE NOT identity."isNew" AND i."kind" = identity."kind" AND i."value" = identity."value"
     )
     INSERT INTO "ContactIdentity" ("kind", "value", "contactId", "address")
     SELECT "kind", "value", "contactId", "address" FROM identity WHERE "isNew"`,
    [JSON.stringify(plan.contacts), JSON.stringify(plan.identities), now],
    "receive-contacts",
  );
}

/** Files to be fetched. */
export async function writeMedia(tx: Sql, plan: BatchPlan): Promise<void> {
  if (plan.media.length === 0) return;
  const rows = plan.media.map(({ id, source, isFetched }) => ({
    id,
    source,
    status: isFetched ? "PENDING" : "FAILED",
    fileName: source.fileName ?? "",
    mimeType: source.mimeType ?? "application/octet-stream",
    size: source.size,
  }));
  await tx.query(
    `INSERT INTO "MediaFile" ("id", "status", "fileName", "mimeType", "size", "source")
     SELECT "id", "status", "fileName", "mimeType", least("size", 2147483647), "source"
     FROM jsonb_to_recordset($1::jsonb) AS m("id" uuid, "status" "MediaStatus", "fileName" text, "mimeType" text, "size" bigint, "source" jsonb)`,
    [JSON.stringify(rows)],
    "receive-media",
  );
}

const writeConversation = `
  WITH ticket AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS t("id" uuid, "contactId" uuid, "queueId" uuid, "isNew" boolean,
      "unread" integer, "lastMessageAt" timestamptz, "lastMessage" jsonb, "waitingSince" timestamptz,
      "lastInboundAt" timestamptz, "greetedAt" timestamptz, "eventId" uuid)
  ), continued AS (
    UPDATE "Ticket" t
    SET "unreadMessages" = t."unreadMessages" + ticket."unread", "lastMessageAt" = ticket."lastMessageAt",
        "lastMessage" = coalesce(ticket."lastMessage", t."lastMessage"), "waitingSince" = ticket."waitingSince",
        "lastInboundAt" = ticket."lastInboundAt", "updatedAt" = $4::timestamptz
    FROM ticket WHERE NOT ticket."isNew" AND t."id" = ticket."id"
  ), opened AS (
    INSERT INTO "Ticket" ("id", "contactId", "whatsappId", "queueId", "unreadMessages", "lastMessageAt", "lastMessage",
      "waitingSince", "lastInboundAt", "greetedAt", "createdAt", "updatedAt")
    SELECT "id", "contactId", $1::uuid, "queueId", "unread", "lastMessageAt", "lastMessage",
      "waitingSince", "lastInboundAt", "greetedAt", $4::timestamptz, $4::timestamptz
    FROM ticket WHERE "isNew"
  ), told AS (
    INSERT INTO "TicketEvent" ("id", "ticketId", "type", "createdAt")
    SELECT "eventId", "id", 'OPENED', $4::timestamptz FROM ticket WHERE "isNew"
  )
  INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "type", "body", "content", "status",
    "providerId", "quotedMessageId", "mediaId", "isPlaceholder", "raw", "failureCode", "originalBody", "sentAt", "editedAt",
    "deletedAt", "via", "authorContactId", "createdAt")
  SELECT "id", "ticketId", "contactId", $1::uuid, "direction", "type", "body", "content", "status",
    "providerId", "quotedMessageId", "mediaId", "isPlaceholder", "raw", "failureCode", "originalBody", "sentAt", "editedAt",
    "deletedAt", "via", "authorContactId", $4::timestamptz
  FROM jsonb_to_recordset($3::jsonb) AS m("id" uuid, "ticketId" uuid, "contactId" uuid, "direction" "MessageDirection",
    "type" "MessageType", "body" text, "content" jsonb, "status" "MessageStatus", "providerId" text, "quotedMessageId" uuid,
    "mediaId" uuid, "isPlaceholder" boolean, "raw" jsonb, "failureCode" text, "originalBody" text, "sentAt" timestamptz,
    "editedAt" timestamptz, "deletedAt" timestamptz, "via" text, "authorContactId" uuid)`;

/**
 * Messages and the tickets they stand in, in one statement. A ticket that came into being meanwhile (a closed one reopened)
 * breaks the unique key of active tickets: the batch is tried again and finds it.
 */
export async function writeMessages(tx: Sql, connectionId: string, plan: BatchPlan, now: Date): Promise<void> {
  if (plan.messages.length === 0 && plan.tickets.length === 0) return;
  await tx.query(
    writeConversation,
    [connectionId, JSON.stringify(plan.tickets.map(ticketRow)), JSON.stringify(plan.messages), now],
    "receive-write",
  );
}

const ticketRow = ({ messageIds: _messageIds, lastMessage, ...ticket }: PlannedTicket) => ({
  ...ticket,
  lastMessage: lastMessage === null ? null : shown(lastMessage),
  eventId: ticket.isNew ? newId() : null,
});

const shown = (message: PlannedMessage) => previewOf({ ...message, isPrivate: false });
