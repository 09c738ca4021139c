import type { GroupMember } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { type TicketViewer, visibleTickets } from "../tickets/index.ts";

export type MembersQuery = { readonly contactId: string; readonly afterId: string | null; readonly limit: number };

/** Who has written in a group, by id, in the conversations that the viewer may see. */
export async function listMemberRows(sql: Sql, viewer: TicketViewer, query: MembersQuery): Promise<GroupMember[]> {
  const { text, values } = membersStatement(viewer, query);
  return sql.query<GroupMember>(text, values);
}

/**
 * The statement, apart so that a test can look at its plan: from one author to the next along the index, so that a group of a
 * million messages costs what its people do.
 */
export function membersStatement(
  viewer: TicketViewer,
  { contactId, afterId, limit }: MembersQuery,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { bind } = parameters;
  const id = bind(contactId, "uuid");
  const next = (after: string) => `
    SELECT message."authorContactId" AS "id" FROM "Message" AS message
    WHERE message."contactId" = ${id} AND message."authorContactId" IS NOT NULL AND (${after})
    ORDER BY message."authorContactId" LIMIT 1`;
  const first = afterId === null ? "TRUE" : `message."authorContactId" > ${bind(afterId, "uuid")}`;
  const visible = visibleTickets(viewer, parameters);
  const seen =
    viewer.role === "ADMIN"
      ? "TRUE"
      : `EXISTS (
          SELECT 1 FROM "Message" AS message JOIN "Ticket" AS ticket ON ticket."id" = message."ticketId"
          WHERE message."contactId" = ${id} AND message."authorContactId" = author."id" AND ${visible})`;
  const text = `
    WITH RECURSIVE author AS (
      (${next(first)})
      UNION ALL
      SELECT following."id" FROM author CROSS JOIN LATERAL (${next(`message."authorContactId" > author."id"`)}) AS following
    )
    SELECT member."id", member."name", member."phoneNumber"
    FROM author JOIN "Contact" AS member ON member."id" = author."id"
    WHERE ${seen}
    ORDER BY author."id" LIMIT ${bind(limit, "int")}`;
  return { text, values: parameters.values };
}
