import type { TicketEventType, TicketPriority } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import type { TicketScope } from "../../platform/outbox/outbox.ts";

/** What verbs decide by. */
export type TicketState = TicketScope & {
  readonly id: string;
  readonly priority: TicketPriority;
  readonly contactId: string;
  readonly whatsappId: string;
  readonly userName: string | null;
  readonly queueName: string | null;
};

const selectState = `
  SELECT ticket."id", ticket."status", ticket."priority", ticket."queueId", ticket."userId", ticket."contactId",
         ticket."whatsappId", "User"."name" AS "userName", "Queue"."name" AS "queueName"
  FROM "Ticket" AS ticket
  LEFT JOIN "User" ON "User"."id" = ticket."userId"
  LEFT JOIN "Queue" ON "Queue"."id" = ticket."queueId"
  WHERE ticket."id" = $1::uuid`;

/** The state of a ticket. Throws `not_found`. */
export async function loadTicketState(sql: Sql, ticketId: string): Promise<TicketState> {
  const [state] = await sql.query<TicketState>(selectState, [ticketId], "ticket state");
  return orNotFound(state);
}

/** The state of a ticket, which nobody else changes until the transaction ends. Throws `not_found`. */
export async function lockTicketState(tx: Sql, ticketId: string): Promise<TicketState> {
  const [state] = await tx.query<TicketState>(`${selectState} FOR NO KEY UPDATE OF ticket`, [ticketId]);
  return orNotFound(state);
}

/** Moves a ticket if its scope still is what the decision was made on. False when somebody else was faster. */
export async function moveTicket(
  tx: Sql,
  ticketId: string,
  from: TicketScope,
  to: TicketScope,
  now: Date,
): Promise<boolean> {
  const moved = await tx.query(
    `UPDATE "Ticket"
     SET "status" = $2::"TicketStatus", "queueId" = $3::uuid, "userId" = $4::uuid, "updatedAt" = $8::timestamptz
     WHERE "id" = $1::uuid AND "status" = $5::"TicketStatus"
       AND "queueId" IS NOT DISTINCT FROM $6::uuid AND "userId" IS NOT DISTINCT FROM $7::uuid
     RETURNING "id"`,
    [ticketId, to.status, to.queueId, to.userId, from.status, from.queueId, from.userId, now],
  );
  return moved.length > 0;
}

/** What a ticket keeps of its closing: nobody waits for an answer and nothing is left to read. */
export async function recordClosing(tx: Sql, ticketId: string, reason: string | null, now: Date): Promise<void> {
  await tx.query(
    `UPDATE "Ticket" SET "closedAt" = $2::timestamptz, "closeReason" = $3::text, "waitingSince" = NULL, "unreadMessages" = 0
     WHERE "id" = $1::uuid`,
    [ticketId, now, reason],
  );
}

/** Takes the closing back. */
export async function eraseClosing(tx: Sql, ticketId: string): Promise<void> {
  await tx.query(`UPDATE "Ticket" SET "closedAt" = NULL, "closeReason" = NULL WHERE "id" = $1::uuid`, [ticketId]);
}

/** Something that happened to a ticket. */
export type NewTicketEvent = {
  readonly ticketId: string;
  readonly type: TicketEventType;
  readonly userId: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
};

/** Writes into the timeline, in order. */
export async function appendTicketEvents(tx: Sql, events: readonly NewTicketEvent[], now: Date): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({ id: newId(), ...event, details: event.details ?? {} }));
  await tx.query(
    `INSERT INTO "TicketEvent" ("id", "ticketId", "type", "userId", "details", "createdAt")
     SELECT "id", "ticketId", "type", "userId", "details", $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb)
       AS event("id" uuid, "ticketId" uuid, "type" "TicketEventType", "userId" uuid, "details" jsonb)`,
    [JSON.stringify(rows), now],
  );
}

/**
 * Whether a person may take one ticket more. Their row stays locked until the transaction ends, so two of their accepts at once
 * are counted one after the other. False also for who has been deactivated.
 */
export async function reserveCapacity(tx: Sql, userId: string): Promise<boolean> {
  const [user] = await tx.query<{ maxTickets: number | null }>(
    `SELECT "maxTickets" FROM "User" WHERE "id" = $1::uuid AND "isActive" FOR NO KEY UPDATE`,
    [userId],
  );
  if (user === undefined) return false;
  if (user.maxTickets === null) return true;
  const [open] = await tx.query<{ count: number }>(
    `SELECT count(*) AS "count" FROM "Ticket" WHERE "userId" = $1::uuid AND "status" = 'OPEN'`,
    [userId],
  );
  return (open?.count ?? 0) < user.maxTickets;
}

type Named = { readonly id: string; readonly name: string };

/** An active person, who is not deactivated before the transaction ends. */
export async function findActiveUser(tx: Sql, userId: string): Promise<Named | undefined> {
  const [user] = await tx.query<Named>(
    `SELECT "id", "name" FROM "User" WHERE "id" = $1::uuid AND "isActive" FOR SHARE`,
    [userId],
  );
  return user;
}

/** A queue, which is not deleted before the transaction ends. */
export async function findQueue(tx: Sql, queueId: string): Promise<Named | undefined> {
  const [queue] = await tx.query<Named>(`SELECT "id", "name" FROM "Queue" WHERE "id" = $1::uuid FOR KEY SHARE`, [
    queueId,
  ]);
  return queue;
}

/** Sets the unread counter to zero. Returns whether it was not before. */
export async function clearUnread(tx: Sql, ticketId: string, now: Date): Promise<boolean> {
  const cleared = await tx.query(
    `UPDATE "Ticket" SET "unreadMessages" = 0, "updatedAt" = $2::timestamptz WHERE "id" = $1::uuid AND "unreadMessages" > 0 RETURNING "id"`,
    [ticketId, now],
  );
  return cleared.length > 0;
}

/** Marks something as unread in an active ticket where nothing was. Returns whether it did. */
export async function markUnread(tx: Sql, ticketId: string, now: Date): Promise<boolean> {
  const marked = await tx.query(
    `UPDATE "Ticket" SET "unreadMessages" = 1, "updatedAt" = $2::timestamptz
     WHERE "id" = $1::uuid AND "unreadMessages" = 0 AND "status" <> 'CLOSED' RETURNING "id"`,
    [ticketId, now],
  );
  return marked.length > 0;
}

export async function setPriority(tx: Sql, ticketId: string, priority: TicketPriority): Promise<void> {
  await tx.query(`UPDATE "Ticket" SET "priority" = $2::"TicketPriority" WHERE "id" = $1::uuid`, [ticketId, priority]);
}

export async function touchTicket(tx: Sql, ticketId: string, now: Date): Promise<void> {
  await tx.query(`UPDATE "Ticket" SET "updatedAt" = $2::timestamptz WHERE "id" = $1::uuid`, [ticketId, now]);
}

export async function listTicketTags(sql: Sql, ticketId: string): Promise<Named[]> {
  return sql.query<Named>(
    `SELECT tag."id", tag."name" FROM "TicketTag" JOIN "Tag" AS tag ON tag."id" = "tagId" WHERE "ticketId" = $1::uuid`,
    [ticketId],
  );
}

/** Those of the tags that exist, and until the transaction ends go on to. */
export async function holdTags(tx: Sql, tagIds: readonly string[]): Promise<Named[]> {
  return tx.query<Named>(`SELECT "id", "name" FROM "Tag" WHERE "id" = ANY($1::uuid[]) FOR KEY SHARE`, [tagIds]);
}

export async function addTags(tx: Sql, ticketId: string, tagIds: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO "TicketTag" ("ticketId", "tagId") SELECT $1::uuid, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
    [ticketId, tagIds],
  );
}

export async function removeTags(tx: Sql, ticketId: string, tagIds: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM "TicketTag" WHERE "ticketId" = $1::uuid AND "tagId" = ANY($2::uuid[])`, [
    ticketId,
    tagIds,
  ]);
}

/** Puts all open tickets of a person back into their queues. Returns them as they were. */
export async function releaseTicketsOf(
  tx: Sql,
  userId: string,
  now: Date,
): Promise<{ id: string; queueId: string | null }[]> {
  return tx.query<{ id: string; queueId: string | null }>(
    `UPDATE "Ticket" SET "status" = 'PENDING', "userId" = NULL, "updatedAt" = $2::timestamptz
     WHERE "userId" = $1::uuid AND "status" = 'OPEN' RETURNING "id", "queueId"`,
    [userId, now],
  );
}

/** The active tickets of a contact. */
export async function listActiveTicketIds(sql: Sql, contactId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT "id" FROM "Ticket" WHERE "contactId" = $1::uuid AND "status" <> 'CLOSED' ORDER BY "id"`,
    [contactId],
  );
  return rows.map((row) => row.id);
}
