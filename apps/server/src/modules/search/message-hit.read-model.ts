import type { MessageDirection, MessageType, TicketStatus } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";

/** A message that was found, as the database gives it. */
export type MessageHitRow = {
  readonly id: string;
  readonly direction: MessageDirection;
  readonly type: MessageType;
  readonly isPrivate: boolean;
  readonly sentAt: Date;
  readonly body: string;
  /** All that was looked through: the body, the file's name, what cards and places say. */
  readonly text: string;
  readonly fileName: string | null;
  readonly user: { id: string; name: string } | null;
  readonly contact: { id: string; name: string; phoneNumber: string | null; isBlocked: boolean };
  readonly ticket: {
    id: string;
    number: number;
    status: TicketStatus;
    queue: { id: string; name: string; color: string } | null;
  } | null;
};

/** The messages of these ids in the order of the ids. Asks no policy. */
export async function loadMessageHits(sql: Sql, ids: readonly string[]): Promise<MessageHitRow[]> {
  if (ids.length === 0) return [];
  return sql.query<MessageHitRow>(
    `SELECT m."id", m."direction", m."type", m."isPrivate", m."sentAt", m."body", f."fileName",
            "searchedText"(m."body", m."content", NULL) AS "text",
            CASE WHEN u."id" IS NOT NULL THEN json_build_object('id', u."id", 'name', u."name") END AS "user",
            json_build_object('id', c."id", 'name', c."name", 'phoneNumber', c."phoneNumber", 'isBlocked', c."isBlocked") AS "contact",
            CASE WHEN t."id" IS NOT NULL THEN json_build_object('id', t."id", 'number', t."number", 'status', t."status", 'queue',
              CASE WHEN q."id" IS NOT NULL THEN json_build_object('id', q."id", 'name', q."name", 'color', q."color") END) END AS "ticket"
     FROM unnest($1::uuid[]) WITH ORDINALITY AS asked("id", "place")
     JOIN "Message" m ON m."id" = asked."id"
     JOIN "Contact" c ON c."id" = m."contactId"
     LEFT JOIN "MediaFile" f ON f."id" = m."mediaId"
     LEFT JOIN "User" u ON u."id" = m."userId"
     LEFT JOIN "Ticket" t ON t."id" = m."ticketId"
     LEFT JOIN "Queue" q ON q."id" = t."queueId"
     ORDER BY asked."place"`,
    [ids],
    "load message hits",
  );
}
