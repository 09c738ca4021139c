import type { Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";

export type ReleasedTicket = { id: string; queueId: string | null };

/** Puts every open ticket of a person back into its queue, with its line in the timeline. */
export async function releaseTickets(
  tx: Pick<Sql, "query">,
  userId: string,
  byUserId: string | null,
): Promise<ReleasedTicket[]> {
  const released = await tx.query<ReleasedTicket>(
    `UPDATE "Ticket" SET "status" = 'PENDING', "userId" = NULL, "updatedAt" = now()
     WHERE "userId" = $1::uuid AND "status" = 'OPEN' RETURNING "id", "queueId"`,
    [userId],
  );
  await tx.query(
    `INSERT INTO "TicketEvent" ("id", "ticketId", "type", "userId", "details")
     SELECT e."id", e."ticketId", 'RETURNED', $3::uuid, jsonb_build_object('fromUser', jsonb_build_object('id', u."id", 'name', u."name"))
     FROM unnest($1::uuid[], $2::uuid[]) AS e("id", "ticketId"), "User" u WHERE u."id" = $4::uuid`,
    [released.map(() => newId()), released.map((ticket) => ticket.id), byUserId, userId],
  );
  return released;
}
