import type { DriverKind } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

/** The kind of a number; null once it was removed. */
export async function findSendingDriver(sql: Sql, connectionId: string): Promise<DriverKind | null> {
  const [row] = await sql.query<{ driver: DriverKind }>(
    `SELECT "driver" FROM "WhatsAppConnection" WHERE "id" = $1::uuid AND "deletedAt" IS NULL`,
    [connectionId],
    "sending-driver",
  );
  return row?.driver ?? null;
}

/** When a contact last wrote to a number, in any ticket; null when never. */
export async function lastInboundOf(sql: Sql, contactId: string, connectionId: string): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT max("lastInboundAt") AS "at" FROM "Ticket" WHERE "contactId" = $1::uuid AND "whatsappId" = $2::uuid`,
    [contactId, connectionId],
    "last-inbound",
  );
  return row?.at ?? null;
}
