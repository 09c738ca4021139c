import type { Page } from "@whatskovi/contract";
import { toPage } from "../../platform/db/cursor.ts";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { foundTickets, type TicketListQuery } from "./found-tickets.ts";
import { statusesOf } from "./ticket-filters.ts";
import { sorts } from "./ticket-sorts.ts";
import type { TicketViewer } from "./ticket.policy.ts";
import { ticketColumns, ticketJoins, type TicketRow } from "./ticket.read-model.ts";

/** One page of the tickets that a person may see and asks for, with one statement. */
export async function listTicketRows(sql: Sql, viewer: TicketViewer, query: TicketListQuery): Promise<Page<TicketRow>> {
  const { text, values } = ticketListStatement(viewer, query);
  const rows = await sql.query<TicketRow>(text, values, preparedName(viewer, query));
  const { placeOf } = sorts[query.sort];
  return toPage(
    rows,
    query.limit,
    (row) => [query.sort, ...placeOf(row), row.id],
    (row) => row,
  );
}

/** The tabs of the inbox are asked for all the time, and planning them takes longer than reading: their few forms are prepared. */
function preparedName(viewer: TicketViewer, query: TicketListQuery): string | undefined {
  const { sort, limit, cursor, status: _, userId, ...others } = query;
  const isTab = sort === "lastMessageAt" && limit === 50 && (userId === undefined || userId === "me");
  if (!isTab || Object.values(others).some((value) => value !== undefined)) return undefined;
  return ["tickets", viewer.role, ...statusesOf(query), userId ?? "", cursor === undefined ? "" : "after"].join(" ");
}

/** The statement of a page, apart so that a test can look at its plan. */
export function ticketListStatement(viewer: TicketViewer, query: TicketListQuery): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { direction, keys } = sorts[query.sort];
  const limit = Math.trunc(query.limit) + 1;
  const page = [...keys.map((_, index) => `page."key${index}"`), `page."id"`]
    .map((column) => `${column} ${direction}`)
    .join(", ");
  const text = `
    SELECT ${ticketColumns}
    FROM (${foundTickets(viewer, { ...query, limit }, parameters)}) AS page
    JOIN "Ticket" AS ticket ON ticket."id" = page."id" ${ticketJoins}
    ORDER BY ${page}`;
  return { text, values: parameters.values };
}
