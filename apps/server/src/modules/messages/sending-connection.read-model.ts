import type { DriverKind } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

/** The number, and until when WhatsApp takes nothing from it; null once it was removed. */
export async function findSendingNumber(
  sql: Sql,
  connectionId: string,
): Promise<{ driver: DriverKind; restrictedUntil: Date | null } | null> {
  const [row] = await sql.query<{ driver: DriverKind; restrictedUntil: Date | null }>(
    `SELECT "driver", "restrictedUntil" FROM "WhatsAppConnection" WHERE "id" = $1::uuid AND "deletedAt" IS NULL`,
    [connectionId],
    "sending-number",
  );
  return row ?? null;
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
