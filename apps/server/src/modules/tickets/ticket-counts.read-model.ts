import type { TicketCounts, TicketFilter } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { foundTickets } from "./found-tickets.ts";
import { filterConditions, searchConditions } from "./ticket-filters.ts";
import type { TicketViewer } from "./ticket.policy.ts";
import { visibleTickets } from "./ticket.read-model.ts";

/** No count goes further: nobody reads more, and it keeps each within an index. */
const MOST = 1000;

const isNarrowed = (filter: TicketFilter) => Object.values(filter).some((value) => value !== undefined);

/** What the inbox's tabs hold under a filter, with one statement. Of the history it reads no more than it counts. */
export async function countTicketRows(sql: Sql, viewer: TicketViewer, filter: TicketFilter): Promise<TicketCounts> {
  const { text, values } = ticketCountsStatement(viewer, filter);
  const [counts] = await sql.query<TicketCounts>(
    text,
    values,
    isNarrowed(filter) ? undefined : `ticket counts ${viewer.role}`,
  );
  return counts ?? { mine: 0, pending: 0, all: 0, closed: 0, unread: 0 };
}

/** The statement of the counts, apart so that a test can look at its plan. */
export function ticketCountsStatement(viewer: TicketViewer, filter: TicketFilter): { text: string; values: unknown[] } {
  const parameters = createParameters();
  const { q, userId, ...others } = filter;
  const found = searchConditions(q, parameters).map((parts) => parts.join(" AND "));
  const search = q === undefined || q === "" ? [] : [`(${found.join(" OR ")})`];
  const narrowed = [...filterConditions(viewer, others, parameters), ...search];
  const ofAgent = filterConditions(viewer, { userId }, parameters);
  const mine = [`ticket."userId" = ${parameters.bind(viewer.id, "uuid")}`, `ticket."status" = 'OPEN'`, ...narrowed];
  const visible = [visibleTickets(viewer, parameters), ...narrowed, ...ofAgent];
  const upTo = (...conditions: string[]) =>
    `(SELECT count(*) FROM (SELECT 1 FROM "Ticket" AS ticket WHERE ${conditions.join(" AND ")} LIMIT ${MOST}) AS counted)`;
  // All of the history is counted along the list's own ways; what a filter leaves of it, by whatever index suits the filter.
  const history = { status: ["CLOSED" as const], sort: "lastMessageAt" as const, limit: MOST };
  const closed = isNarrowed(filter)
    ? upTo(`ticket."status" = 'CLOSED'`, ...visible)
    : `(SELECT count(*) FROM (${foundTickets(viewer, history, parameters)}) AS counted)`;
  const text = `
    SELECT ${upTo(...mine)} AS "mine",
           ${upTo(`ticket."status" = 'PENDING'`, ...visible)} AS "pending",
           ${upTo(`ticket."status" IN ('PENDING', 'OPEN')`, ...visible)} AS "all",
           ${closed} AS "closed",
           ${upTo(...mine, `ticket."unreadMessages" > 0`)} AS "unread"`;
  return { text, values: parameters.values };
}
