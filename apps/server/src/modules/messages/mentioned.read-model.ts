import type { Sql } from "../../platform/db/db.ts";

/** Somebody who may be mentioned: `address` is WhatsApp's writing of them. */
export type Mentionable = { readonly id: string; readonly name: string; readonly address: string };

/** Of these contacts those who have written in the conversation with `contactId`, or are its contact. */
export function findMentioned(sql: Sql, contactId: string, ids: readonly string[]): Promise<Mentionable[]> {
  return sql.query(
    `SELECT c."id", c."name", who."address" FROM "Contact" c
     CROSS JOIN LATERAL (
       SELECT i."address" FROM "ContactIdentity" i WHERE i."contactId" = c."id" AND i."kind" IN ('PHONE', 'LID')
       ORDER BY i."kind" LIMIT 1) who
     WHERE c."id" = ANY($2::uuid[]) AND (c."id" = $1::uuid OR EXISTS (
       SELECT 1 FROM "Ticket" t JOIN "Message" m ON m."ticketId" = t."id"
       WHERE t."contactId" = $1::uuid AND m."authorContactId" = c."id"))`,
    [contactId, ids],
  );
}
