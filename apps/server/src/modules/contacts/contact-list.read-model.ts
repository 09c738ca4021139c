import type { Page } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { contains, searchFragments } from "../../platform/db/search.ts";
import type { TicketViewer } from "../tickets/index.ts";
import { contactColumns, type ContactRow, visibleContacts } from "./contact.read-model.ts";

export type ContactListQuery = {
  readonly q?: string | undefined;
  readonly tagId?: string | undefined;
  readonly isBlocked?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** As the index of the list has it: cut, so that a place in the list fits into a cursor. */
const sortName = `"left"("searchable"(contact."name"), 60) COLLATE "C"`;

type ListedContact = ContactRow & { readonly sortName: string };

/** One page of the contacts that a person may see, by name; accents and case do not count. */
export async function listContactRows(
  sql: Sql,
  viewer: TicketViewer,
  query: ContactListQuery,
): Promise<Page<ContactRow>> {
  const { text, values } = contactListStatement(viewer, query);
  const rows = await sql.query<ListedContact>(text, values);
  return toPage(
    rows,
    query.limit,
    (row) => [row.sortName, row.id],
    (row) => row,
  );
}

/** The statement of a page, apart so that a test can look at its plan. */
export function contactListStatement(
  viewer: TicketViewer,
  query: ContactListQuery,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { bind } = parameters;
  const conditions = [visibleContacts(viewer, parameters)];
  const q = query.q?.trim() ?? "";
  if (q !== "")
    conditions.push(
      contains(`contact."name" || ' ' || COALESCE(contact."phoneNumber", '')`, searchFragments(q), parameters),
    );
  if (query.isBlocked !== undefined) conditions.push(`contact."isBlocked" = ${bind(query.isBlocked, "boolean")}`);
  if (query.tagId !== undefined) {
    conditions.push(
      `contact."id" IN (SELECT "contactId" FROM "ContactTag" WHERE "tagId" = ${bind(query.tagId, "uuid")})`,
    );
  }
  const after = decodeCursor(query.cursor, [cursorKey.text, cursorKey.id]);
  if (after !== null)
    conditions.push(`(${sortName}, contact."id") > (${bind(after[0], "text")} COLLATE "C", ${bind(after[1], "uuid")})`);
  const text = `
    SELECT ${contactColumns}, ${sortName} AS "sortName"
    FROM "Contact" AS contact WHERE ${conditions.join(" AND ")}
    ORDER BY ${sortName}, contact."id" LIMIT ${bind(query.limit + 1, "int")}`;
  return { text, values: parameters.values };
}
