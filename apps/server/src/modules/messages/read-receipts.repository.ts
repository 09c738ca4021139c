import type { Sql } from "../../platform/db/db.ts";
import { addressesOf, refOf, type StoredAddress, type StoredRef } from "./message-ref.ts";

/** What a customer wrote in a ticket and was not told to be read. */
export type UnreadMessages = {
  readonly connectionId: string;
  readonly sendsReadReceipts: boolean;
  readonly identities: StoredAddress[];
  readonly messages: StoredRef[];
};

const mostAtOnce = 100;

/** Null when there is nothing to tell. The newest of them, oldest first. */
export async function findUnread(sql: Sql, ticketId: string, readAt: Date): Promise<UnreadMessages | null> {
  const [row] = await sql.query<UnreadMessages>(
    `SELECT t."whatsappId" AS "connectionId", w."sendsReadReceipts", ${addressesOf(`t."contactId"`, `t."id"`)} AS "identities",
       (SELECT json_agg(${refOf("m")} ORDER BY m."sentAt", m."id") FROM (
          SELECT * FROM "Message" u
          WHERE u."ticketId" = t."id" AND u."direction" = 'INBOUND' AND u."status" = 'RECEIVED' AND u."providerId" IS NOT NULL
            AND u."createdAt" <= $2::timestamptz
          ORDER BY u."sentAt" DESC, u."id" DESC LIMIT ${mostAtOnce}) m) AS "messages"
     FROM "Ticket" t JOIN "WhatsAppConnection" w ON w."id" = t."whatsappId" AND w."deletedAt" IS NULL
     WHERE t."id" = $1::uuid`,
    [ticketId, readAt],
    "find-unread",
  );
  return row === undefined || row.messages === null ? null : row;
}

export async function markReadUpTo(sql: Sql, ticketId: string, readAt: Date): Promise<void> {
  await sql.query(
    `UPDATE "Message" SET "status" = 'READ'
     WHERE "ticketId" = $1::uuid AND "direction" = 'INBOUND' AND "status" = 'RECEIVED' AND "createdAt" <= $2::timestamptz`,
    [ticketId, readAt],
    "mark-read-up-to",
  );
}
