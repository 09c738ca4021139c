import type { MentionableMember } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { contains, searchFragments } from "../../platform/db/search.ts";

/** Who has not written among so many of the last messages is not offered: a group of years is not read through for one key. */
const lastMessages = 2000;

/** Who wrote in a ticket's group lately, by name. */
export function listMembers(
  sql: Sql,
  ticket: { readonly id: string },
  { q = "", limit }: { readonly q?: string | undefined; readonly limit: number },
): Promise<MentionableMember[]> {
  const parameters = createParameters();
  const { bind, values } = parameters;
  const conditions = [
    `c."id" IN (SELECT m."authorContactId" FROM (
       SELECT "authorContactId" FROM "Message" WHERE "ticketId" = ${bind(ticket.id, "uuid")}
       ORDER BY "sentAt" DESC, "id" DESC LIMIT ${lastMessages}) m WHERE m."authorContactId" IS NOT NULL)`,
    `EXISTS (SELECT 1 FROM "ContactIdentity" i WHERE i."contactId" = c."id" AND i."kind" IN ('PHONE', 'LID'))`,
  ];
  if (q.trim() !== "")
    conditions.push(contains(`c."name" || ' ' || COALESCE(c."phoneNumber", '')`, searchFragments(q), parameters));
  return sql.query(
    `SELECT c."id", c."name", c."phoneNumber" FROM "Contact" c WHERE ${conditions.join(" AND ")}
     ORDER BY lower(c."name"), c."id" LIMIT ${bind(limit, "int")}`,
    values,
  );
}
