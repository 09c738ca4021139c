import type { ContactFilter, Page } from "@whatskovi/contract";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import type { TicketViewer } from "../tickets/index.ts";
import { contactConditions, lastContactAt } from "./contact-filter.ts";
import { contactColumns, type ContactRow } from "./contact.read-model.ts";

export type ContactPageQuery = ContactFilter & { readonly cursor?: string | undefined; readonly limit: number };

export type ListedContactRow = ContactRow & {
  /** In a conversation that the viewer may see. */
  readonly lastContactAt: Date | null;
};

/** As the index of the list has it: cut, so that a place in the list fits into a cursor. */
const sortName = `"left"("searchable"(contact."name"), 60) COLLATE "C"`;

/** One page of the contacts that a person may see, by name; accents and case do not count. */
export async function listContactRows(
  sql: Sql,
  viewer: TicketViewer,
  query: ContactPageQuery,
): Promise<Page<ListedContactRow>> {
  const { text, values } = contactListStatement(viewer, query);
  const rows = await sql.query<ListedContactRow & { sortName: string }>(text, values);
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
  query: ContactPageQuery,
): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { bind } = parameters;
  const conditions = contactConditions(viewer, query, parameters);
  const after = decodeCursor(query.cursor, [cursorKey.text, cursorKey.id]);
  if (after !== null)
    conditions.push(`(${sortName}, contact."id") > (${bind(after[0], "text")} COLLATE "C", ${bind(after[1], "uuid")})`);
  const text = `
    SELECT ${contactColumns}, ${sortName} AS "sortName", ${lastContactAt(viewer, parameters)} AS "lastContactAt"
    FROM "Contact" AS contact WHERE ${conditions.join(" AND ")}
    ORDER BY ${sortName}, contact."id" LIMIT ${bind(query.limit + 1, "int")}`;
  return { text, values: parameters.values };
}

/** How many contacts a filter finds. */
export async function countContactRows(sql: Sql, viewer: TicketViewer, filter: ContactFilter): Promise<number> {
  const parameters = createParameters();
  const conditions = contactConditions(viewer, filter, parameters);
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*) AS "count" FROM "Contact" AS contact WHERE ${conditions.join(" AND ")}`,
    parameters.values,
  );
  return row?.count ?? 0;
}
