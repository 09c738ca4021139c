import type { Sql } from "../../platform/db/db.ts";

/**
 * Makes the inbox show changed messages as they are now, where they are the last of their tickets. Returns the ids of those
 * that are.
 */
export async function refreshPreviews(tx: Sql, messageIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE "Ticket" t
     SET "lastMessage" = t."lastMessage" || jsonb_build_object('type', m."type",
       'body', CASE WHEN m."deletedAt" IS NULL THEN left(m."body", 200) ELSE '' END, 'isDeleted', m."deletedAt" IS NOT NULL,
       'status', CASE WHEN m."status" = 'SENDING' THEN 'PENDING' ELSE m."status" END)
     FROM "Message" m
     WHERE m."id" = ANY($1::uuid[]) AND t."id" = m."ticketId" AND t."lastMessage" ->> 'id' = m."id"::text
     RETURNING m."id"`,
    [messageIds],
    "refresh-previews",
  );
  return new Set(rows.map(({ id }) => id));
}
