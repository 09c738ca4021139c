import type { Sql } from "../../platform/db/db.ts";
import type { MergedFields, SinceMerge } from "./part-tickets.ts";
import type { TicketMerge } from "./ticket-merge.repository.ts";

/** Which messages of the kept ticket came by an identity of the closed one's contact. */
export type Sides = {
  /** The identities of the contact that comes back, as `Message.via` names them. */
  readonly vias: readonly string[];
  /** Whether it was that contact's ticket that was closed. */
  readonly isClosedOfReturning: boolean;
};

/** Gives the closed ticket its messages back, and those that came since by the identities of its contact. */
export async function returnMessages(tx: Sql, merge: TicketMerge, sides: Sides): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE "Message" SET "ticketId" = $2::uuid
     WHERE "ticketId" = $1::uuid
       AND ("id" = ANY($3::uuid[]) OR ("via" IS NOT NULL AND ("via" = ANY($4::text[])) = $5::boolean))
     RETURNING "id"`,
    [merge.keptId, merge.closedId, merge.messageIds, sides.vias, sides.isClosedOfReturning],
  );
  return rows.map(({ id }) => id);
}

export type PartingFacts = {
  readonly now: MergedFields;
  readonly keptSince: SinceMerge;
  readonly closedSince: SinceMerge;
  readonly hasOwner: boolean;
  readonly hasQueue: boolean;
};

/** What has become of two tickets since they were one; their messages must stand apart again. */
export async function loadPartingFacts(tx: Sql, merge: TicketMerge, mergedAt: Date): Promise<PartingFacts> {
  const since = (ticket: "keptId" | "closedId") => `
    (SELECT jsonb_build_object('count', count(*), 'firstUnanswered', min(m."sentAt") FILTER (WHERE m."sentAt" >= kept."waitingSince"))
     FROM "Message" m WHERE m."ticketId" = ${ticket === "keptId" ? "$1" : "$2"}::uuid AND m."direction" = 'INBOUND'
       AND m."createdAt" >= $3::timestamptz AND m."id" <> ALL($4::uuid[]))`;
  const [facts] = await tx.query<PartingFacts>(
    `SELECT to_jsonb(kept) AS "now", ${since("keptId")} AS "keptSince", ${since("closedId")} AS "closedSince",
            ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM "User" WHERE "id" = $5::uuid AND "isActive")) AS "hasOwner",
            ($6::uuid IS NULL OR EXISTS (SELECT 1 FROM "Queue" WHERE "id" = $6::uuid)) AS "hasQueue"
     FROM "Ticket" kept WHERE kept."id" = $1::uuid`,
    [merge.keptId, merge.closedId, mergedAt, merge.messageIds, merge.closed.userId, merge.closed.queueId],
  );
  if (facts === undefined) throw new Error("a locked ticket is not there");
  return facts;
}

/** Writes how a ticket goes on, and lets it show the last of its own messages: the one it showed before, or a newer one. */
export async function writeParted(
  tx: Sql,
  ticketId: string,
  fields: MergedFields,
  shown: { readonly lastMessage: unknown; readonly lastMessageAt: unknown },
  now: Date,
): Promise<void> {
  await tx.query(
    `WITH fields AS (SELECT * FROM jsonb_populate_record(NULL::"Ticket", $2::jsonb)),
     newest AS (
       SELECT m.* FROM "Message" m WHERE m."ticketId" = $1::uuid AND m."sentAt" > (SELECT "lastMessageAt" FROM fields)
       ORDER BY m."sentAt" DESC, m."id" DESC LIMIT 1
     ), last AS (
       SELECT * FROM newest UNION ALL
       SELECT m.* FROM "Message" m WHERE m."id" = (SELECT ("lastMessage" ->> 'id')::uuid FROM fields)
         AND m."ticketId" = $1::uuid AND NOT EXISTS (SELECT 1 FROM newest)
     )
     UPDATE "Ticket" t
     SET "status" = f."status", "priority" = f."priority", "userId" = f."userId", "queueId" = f."queueId",
         "unreadMessages" = f."unreadMessages", "waitingSince" = f."waitingSince", "firstResponseAt" = f."firstResponseAt",
         "greetedAt" = f."greetedAt", "closedAt" = f."closedAt", "closeReason" = f."closeReason", "updatedAt" = $3::timestamptz,
         "lastMessageAt" = greatest(f."lastMessageAt", (SELECT "sentAt" FROM newest)),
         "lastMessage" = (SELECT jsonb_build_object('id', "id", 'body', "left"("body", 200), 'type', "type", 'direction', "direction",
           'status', CASE WHEN "status" = 'SENDING' THEN 'PENDING' ELSE "status" END, 'isPrivate', "isPrivate") FROM last),
         "lastInboundAt" = (SELECT max("sentAt") FROM "Message" WHERE "ticketId" = $1::uuid AND "direction" = 'INBOUND')
     FROM fields f WHERE t."id" = $1::uuid`,
    [ticketId, JSON.stringify({ ...fields, ...shown }), now],
  );
}

/** Takes the tags off again that came with the merge. */
export async function removeMergedTags(tx: Sql, { keptId, tagIds }: TicketMerge): Promise<void> {
  await tx.query(`DELETE FROM "TicketTag" WHERE "ticketId" = $1::uuid AND "tagId" = ANY($2::uuid[])`, [keptId, tagIds]);
}

/** The tickets of a contact, opened since the merge, whose first message came by an identity of the one that comes back. */
export async function listOpenedBy(
  sql: Sql,
  contactId: string,
  { mergedAt, vias }: { readonly mergedAt: Date; readonly vias: readonly string[] },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT t."id" FROM "Ticket" t
     WHERE t."contactId" = $1::uuid AND t."createdAt" >= $2::timestamptz AND (
       SELECT m."via" FROM "Message" m WHERE m."ticketId" = t."id" AND m."via" IS NOT NULL
       ORDER BY m."sentAt", m."id" LIMIT 1) = ANY($3::text[])`,
    [contactId, mergedAt, vias],
  );
  return rows.map(({ id }) => id);
}
