import type { TicketEventType } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

/** One entry of a timeline, as the database gives it. */
export type TicketEventRow = {
  readonly id: string;
  readonly type: TicketEventType;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly details: Record<string, unknown>;
  readonly createdAt: Date;
};

/** The timeline after a place in it, newest first. */
export async function listTicketEventRows(
  sql: Sql,
  ticketId: string,
  after: readonly [string, string] | null,
  limit: number,
): Promise<TicketEventRow[]> {
  return sql.query<TicketEventRow>(
    `SELECT event."id", event."type", event."userId", "User"."name" AS "userName", event."details", event."createdAt"
     FROM "TicketEvent" AS event LEFT JOIN "User" ON "User"."id" = event."userId"
     WHERE event."ticketId" = $1::uuid
       AND ($2::timestamptz IS NULL OR (event."createdAt", event."id") < ($2::timestamptz, $3::uuid))
     ORDER BY event."createdAt" DESC, event."id" DESC LIMIT $4::int`,
    [ticketId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** What was done to a ticket last; undefined when nothing was. */
export async function findLastTicketEvent(
  sql: Sql,
  ticketId: string,
): Promise<Pick<TicketEventRow, "type" | "userId" | "details"> | undefined> {
  const [event] = await sql.query<Pick<TicketEventRow, "type" | "userId" | "details">>(
    `SELECT "type", "userId", "details" FROM "TicketEvent" WHERE "ticketId" = $1::uuid
     ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`,
    [ticketId],
  );
  return event;
}
