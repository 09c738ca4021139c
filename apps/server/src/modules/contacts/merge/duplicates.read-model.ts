import type { DuplicateReason } from "@whatskovi/contract";
import type { Sql } from "../../../platform/db/db.ts";
import { createParameters } from "../../../platform/db/parameters.ts";
import type { TicketViewer } from "../../tickets/index.ts";
import { contactColumns, type ContactRow, visibleContacts } from "../contact.read-model.ts";
import { areToldApart } from "./told-apart.repository.ts";

const maxCandidates = 50;

/** One is the other without its country code, or both are Brazil's with the same area code and without the ninth digit the same. */
const isSamePhone = `
  ("right"(i."value", least(length(i."value"), length(phone."value"))) = "right"(phone."value", least(length(i."value"), length(phone."value")))
   OR ("left"(i."value", 2) = '55' AND "left"(i."value", 4) = "left"(phone."value", 4)))`;

type Candidate = ContactRow & { readonly reasons: DuplicateReason[] };

/**
 * Contacts that may be the same person, among those that the viewer may see, the likeliest first. Every sign is looked up by an
 * index: the national number without what some writings leave out, and the whole name as people write it.
 */
export async function listDuplicateRows(
  sql: Sql,
  viewer: TicketViewer,
  contactId: string,
  limit: number,
): Promise<Candidate[]> {
  const { text, values } = duplicatesStatement(viewer, contactId, limit);
  return sql.query<Candidate>(text, values);
}

/** The statement, apart so that a test can look at its plan. */
export function duplicatesStatement(
  viewer: TicketViewer,
  contactId: string,
  limit: number,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const id = parameters.bind(contactId, "uuid");
  const visible = visibleContacts(viewer, parameters);
  const phones = `
    SELECT i."value" FROM "ContactIdentity" i WHERE i."contactId" = ${id} AND i."kind" = 'PHONE'
    UNION SELECT regexp_replace(me."phoneNumber", '\\D', '', 'g') FROM me WHERE me."phoneNumber" IS NOT NULL`;
  const text = `WITH me AS (
       SELECT * FROM "Contact" WHERE "id" = ${id}
     ), isGroup AS (
       SELECT EXISTS (SELECT 1 FROM "ContactIdentity" WHERE "contactId" = ${id} AND "kind" = 'GROUP') AS "yes"
     ), phone AS (${phones}), sign AS (
       (SELECT i."contactId" AS "id", CASE WHEN ${isSamePhone} THEN 'phone' ELSE 'phone_ending' END AS "reason"
        FROM phone JOIN "ContactIdentity" i ON i."kind" = 'PHONE' AND "right"(i."value", 8) = "right"(phone."value", 8)
        WHERE length(phone."value") >= 8 LIMIT ${maxCandidates})
       UNION ALL
       (SELECT c."id", 'name' FROM me JOIN "Contact" c
          ON "left"("searchable"(c."name"), 60) COLLATE "C" = "left"("searchable"(me."name"), 60) COLLATE "C"
          AND "searchable"(c."name") = "searchable"(me."name")
        WHERE me."name" ~ '[^\\d\\s+().-]' LIMIT ${maxCandidates})
       UNION ALL
       (SELECT other."contactId", 'username' FROM "ContactIdentity" mine JOIN "ContactIdentity" other ON other."kind" = 'USERNAME'
          AND other."value" = ANY(ARRAY[ltrim(mine."value", '@'), lower(ltrim(mine."value", '@')), '@' || ltrim(mine."value", '@'),
            '@' || lower(ltrim(mine."value", '@'))])
        WHERE mine."contactId" = ${id} AND mine."kind" = 'USERNAME')
       UNION ALL
       (SELECT c."id", 'email' FROM me JOIN "Contact" c ON c."email" IS NOT NULL AND lower(c."email") = lower(me."email")
        LIMIT ${maxCandidates})
     ), candidate AS (
       SELECT "id", CASE WHEN bool_or("reason" = 'phone') THEN array_remove(array_agg(DISTINCT "reason"), 'phone_ending')
                    ELSE array_agg(DISTINCT "reason") END AS "reasons"
       FROM sign WHERE "id" <> ${id} GROUP BY "id"
     )
     SELECT ${contactColumns}, candidate."reasons"
     FROM candidate JOIN "Contact" AS contact ON contact."id" = candidate."id"
     WHERE ${visible}
       AND NOT ${areToldApart(`contact."id"`, id)}
       AND EXISTS (SELECT 1 FROM "ContactIdentity" g WHERE g."contactId" = contact."id" AND g."kind" = 'GROUP') = (SELECT "yes" FROM isGroup)
     ORDER BY cardinality(candidate."reasons") DESC, ('phone' = ANY(candidate."reasons")) DESC, contact."createdAt", contact."id"
     LIMIT ${parameters.bind(limit, "int")}`;
  return { text, values: parameters.values };
}
