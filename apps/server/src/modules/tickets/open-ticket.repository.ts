import type { Sql } from "../../platform/db/db.ts";
import { newId } from "../../platform/ids.ts";
import { appendTicketEvents } from "./ticket.repository.ts";

/** What a person opens by hand: for themselves. */
export type OpenedTicket = {
  readonly contactId: string;
  readonly whatsappId: string;
  readonly queueId: string | null;
  readonly userId: string;
};

/**
 * Opens a ticket that its opener serves. Returns its id. Fails with a unique violation when the contact has an active one on
 * the number.
 */
export async function insertOpenedTicket(tx: Sql, ticket: OpenedTicket, now: Date): Promise<string> {
  const id = newId();
  await tx.query(
    `INSERT INTO "Ticket" ("id", "status", "contactId", "whatsappId", "queueId", "userId", "lastMessageAt", "createdAt", "updatedAt")
     VALUES ($1::uuid, 'OPEN', $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz, $6::timestamptz, $6::timestamptz)`,
    [id, ticket.contactId, ticket.whatsappId, ticket.queueId, ticket.userId, now],
  );
  await appendTicketEvents(tx, [{ ticketId: id, type: "OPENED", userId: ticket.userId }], now);
  return id;
}

/** The active ticket of a contact on a number; null when there is none. */
export async function findActiveTicketOf(sql: Sql, contactId: string, connectionId: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `SELECT "id" FROM "Ticket" WHERE "contactId" = $1::uuid AND "whatsappId" = $2::uuid AND "status" <> 'CLOSED'`,
    [contactId, connectionId],
  );
  return row?.id ?? null;
}
