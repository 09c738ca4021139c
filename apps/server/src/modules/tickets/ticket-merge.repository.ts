import type { Sql } from "../../platform/db/db.ts";
import type { TicketScope } from "../../platform/outbox/outbox.ts";
import type { RivalTicket } from "./keep-one-ticket.ts";
import type { MergedFields } from "./part-tickets.ts";

/** An active ticket whose contact is about to become another. */
export type MergingTicket = RivalTicket &
  TicketScope & { readonly number: number; readonly contactId: string; readonly whatsappId: string };

/** A ticket's row as JSON. */
export type TicketSnapshot = MergedFields & {
  readonly id: string;
  readonly number: number;
  readonly contactId: string;
  readonly lastMessage: unknown;
  readonly lastMessageAt: string;
};

/** Two tickets that became one, with what both were before. */
export type TicketMerge = {
  readonly keptId: string;
  readonly closedId: string;
  readonly kept: TicketSnapshot;
  readonly closed: TicketSnapshot;
  /** What moved from the closed one's conversation into the kept one's. */
  readonly messageIds: readonly string[];
  /** The tags that the kept one did not have. */
  readonly tagIds: readonly string[];
};

/** Locks all tickets of these contacts, in one order for everybody. */
export async function lockTicketsOf(tx: Sql, contactIds: readonly string[]): Promise<void> {
  await tx.query(`SELECT "id" FROM "Ticket" WHERE "contactId" = ANY($1::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`, [
    contactIds,
  ]);
}

/** The tickets of a contact, whatever their status. */
export async function listTicketsOf(sql: Sql, contactId: string): Promise<MergingTicket[]> {
  return sql.query<MergingTicket>(
    `SELECT "id", "number", "status", "userId", "queueId", "contactId", "whatsappId", "createdAt"
     FROM "Ticket" WHERE "contactId" = $1::uuid ORDER BY "createdAt", "id"`,
    [contactId],
  );
}

/** Moves the messages of one ticket into another and notes how both were. Both must be locked. */
export async function absorbTicket(tx: Sql, keptId: string, closedId: string): Promise<TicketMerge> {
  const [merge] = await tx.query<TicketMerge>(
    `WITH moved AS (
       UPDATE "Message" SET "ticketId" = $1::uuid WHERE "ticketId" = $2::uuid RETURNING "id"
     ), tagged AS (
       INSERT INTO "TicketTag" ("ticketId", "tagId") SELECT $1::uuid, "tagId" FROM "TicketTag" WHERE "ticketId" = $2::uuid
       ON CONFLICT DO NOTHING RETURNING "tagId"
     )
     SELECT kept."id" AS "keptId", closed."id" AS "closedId", to_jsonb(kept) AS "kept", to_jsonb(closed) AS "closed",
            coalesce((SELECT jsonb_agg("id") FROM moved), '[]') AS "messageIds",
            coalesce((SELECT jsonb_agg("tagId") FROM tagged), '[]') AS "tagIds"
     FROM "Ticket" kept, "Ticket" closed WHERE kept."id" = $1::uuid AND closed."id" = $2::uuid`,
    [keptId, closedId],
  );
  if (merge === undefined) throw new Error("a locked ticket is not there");
  return merge;
}

/**
 * The closed one is over, and empty; the kept one shows and counts what both did. The customer waits since the first of their
 * messages that either ticket says nobody has answered.
 */
export async function settleAbsorbed(tx: Sql, keptId: string, closedId: string, now: Date): Promise<void> {
  await tx.query(
    `WITH closed AS (
       SELECT * FROM "Ticket" WHERE "id" = $2::uuid
     ), closing AS (
       UPDATE "Ticket" SET "status" = 'CLOSED', "closedAt" = $3::timestamptz, "closeReason" = 'merged', "waitingSince" = NULL,
         "unreadMessages" = 0, "lastMessage" = NULL, "updatedAt" = $3::timestamptz
       WHERE "id" = $2::uuid
     )
     UPDATE "Ticket" kept
     SET "unreadMessages" = kept."unreadMessages" + closed."unreadMessages",
         "priority" = greatest(kept."priority", closed."priority"), "queueId" = coalesce(kept."queueId", closed."queueId"),
         "lastMessage" = CASE WHEN closed."lastMessageAt" > kept."lastMessageAt"
                         THEN coalesce(closed."lastMessage", kept."lastMessage")
                         ELSE coalesce(kept."lastMessage", closed."lastMessage") END,
         "lastMessageAt" = greatest(kept."lastMessageAt", closed."lastMessageAt"),
         "waitingSince" = least(kept."waitingSince", closed."waitingSince"),
         "lastInboundAt" = greatest(kept."lastInboundAt", closed."lastInboundAt"),
         "firstResponseAt" = least(kept."firstResponseAt", closed."firstResponseAt"),
         "greetedAt" = least(kept."greetedAt", closed."greetedAt"), "updatedAt" = $3::timestamptz
     FROM closed WHERE kept."id" = $1::uuid`,
    [keptId, closedId, now],
  );
}

/** Gives a contact's tickets to another. Where both have an active one on a number, one of them must be closed before. */
export async function giveTickets(
  tx: Sql,
  ticketIds: readonly string[],
  from: string,
  to: string,
  now: Date,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE "Ticket" SET "contactId" = $3::uuid, "updatedAt" = $4::timestamptz
     WHERE "id" = ANY($1::uuid[]) AND "contactId" = $2::uuid RETURNING "id"`,
    [ticketIds, from, to, now],
  );
  return rows.map(({ id }) => id);
}
