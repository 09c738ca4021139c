import type { Sql } from "../../../platform/db/db.ts";
import type { MergeSnapshot } from "./contact-merge.repository.ts";

/** A merge that is being undone. */
export type LiveMerge = {
  readonly id: string;
  readonly contactId: string;
  readonly mergedId: string;
  readonly createdAt: Date;
  readonly snapshot: MergeSnapshot;
};

/** Marks a merge as undone. Null when it is already, or when a later one into the same contact stands: this decides the race. */
export async function claimUndoing(tx: Sql, id: string, userId: string, now: Date): Promise<LiveMerge | null> {
  const [merge] = await tx.query<LiveMerge>(
    `UPDATE "ContactMerge" m SET "undoneAt" = $3::timestamptz, "undoneById" = $2::uuid
     WHERE m."id" = $1::uuid AND m."undoneAt" IS NULL AND NOT EXISTS (
       SELECT 1 FROM "ContactMerge" later WHERE later."contactId" = m."contactId" AND later."undoneAt" IS NULL
         AND (later."createdAt", later."id") > (m."createdAt", m."id"))
     RETURNING m."id", m."contactId", m."mergedId", m."createdAt", m."snapshot"`,
    [id, userId, now],
  );
  return merge ?? null;
}

/** Makes the contact again that was gone, without what another may have got since: its phone. */
export async function restoreContact(tx: Sql, id: string, gone: MergeSnapshot["gone"], now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO "Contact" ("id", "name", "isNamed", "phoneNumber", "email", "notes", "isBlocked", "createdAt", "updatedAt")
     SELECT $1::uuid, "name", "isNamed",
       CASE WHEN EXISTS (SELECT 1 FROM "Contact" o WHERE o."phoneNumber" = gone."phoneNumber") THEN NULL ELSE gone."phoneNumber" END,
       "email", "notes", "isBlocked", "createdAt", $3::timestamptz
     FROM jsonb_populate_record(NULL::"Contact", $2::jsonb) AS gone`,
    [id, JSON.stringify(gone), now],
  );
}

/** Gives the contact its identities, tags and openings back, as far as they are still there. */
export async function returnBelongings(tx: Sql, { contactId, mergedId, snapshot }: LiveMerge): Promise<void> {
  await tx.query(
    `WITH identities AS (
       UPDATE "ContactIdentity" i SET "contactId" = $2::uuid
       FROM jsonb_to_recordset($3::jsonb) AS was("kind" "IdentityKind", "value" text)
       WHERE i."kind" = was."kind" AND i."value" = was."value" AND i."contactId" = $1::uuid
     ), untagged AS (
       DELETE FROM "ContactTag" WHERE "contactId" = $1::uuid AND "tagId" = ANY($5::uuid[])
     ), unopened AS (
       DELETE FROM "ConversationOpening" WHERE "contactId" = $1::uuid AND "whatsappId" = ANY($7::uuid[])
     ), opened AS (
       INSERT INTO "ConversationOpening" ("whatsappId", "contactId", "openedAt")
       SELECT was."whatsappId", $2::uuid, was."openedAt"
       FROM jsonb_to_recordset($6::jsonb) AS was("whatsappId" uuid, "openedAt" timestamptz)
       JOIN "WhatsAppConnection" w ON w."id" = was."whatsappId"
     )
     INSERT INTO "ContactTag" ("contactId", "tagId") SELECT $2::uuid, "id" FROM "Tag" WHERE "id" = ANY($4::uuid[])`,
    [
      contactId,
      mergedId,
      JSON.stringify(snapshot.identities),
      snapshot.goneTagIds,
      snapshot.addedTagIds,
      JSON.stringify(snapshot.openings),
      snapshot.addedOpenings,
    ],
  );
}

/**
 * Gives the contact its messages back: those of its tickets, those in no ticket that were its own or came by its identities,
 * what it wrote in groups, and its reactions.
 */
export async function returnMessagesOf(tx: Sql, merge: LiveMerge, vias: readonly string[]): Promise<void> {
  const { contactId, mergedId, snapshot } = merge;
  await tx.query(
    `UPDATE "Message" m SET "contactId" = $2::uuid FROM "Ticket" t
     WHERE t."contactId" = $2::uuid AND m."ticketId" = t."id" AND m."contactId" = $1::uuid`,
    [contactId, mergedId],
  );
  await tx.query(
    `UPDATE "Message" SET "contactId" = $2::uuid
     WHERE "contactId" = $1::uuid AND "ticketId" IS NULL AND ("id" = ANY($3::uuid[]) OR "via" = ANY($4::text[]))`,
    [contactId, mergedId, snapshot.messageIds, vias],
  );
  await tx.query(
    `WITH reactions AS (
       UPDATE "MessageReaction" SET "reactorId" = $2::uuid
       WHERE "messageId" = ANY($4::uuid[]) AND "direction" = 'INBOUND' AND "reactorId" = $1::uuid
     )
     UPDATE "Message" SET "authorContactId" = $2::uuid WHERE "id" = ANY($3::uuid[]) AND "authorContactId" = $1::uuid`,
    [contactId, mergedId, snapshot.authoredIds, snapshot.reactedIds],
  );
}
