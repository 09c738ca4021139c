import type { TicketCounts, TicketFilter } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { createParameters } from "../../platform/db/parameters.ts";
import { filterConditions, searchConditions } from "./ticket-filters.ts";
import type { TicketViewer } from "./ticket.policy.ts";
import { visibleTickets } from "./ticket.read-model.ts";

/** No count goes further: nobody reads more, and it keeps each within an index. */
const MOST = 1000;

/** What the inbox's tabs hold under a filter, with one statement that reads active tickets only. */
export async function countTicketRows(sql: Sql, viewer: TicketViewer, filter: TicketFilter): Promise<TicketCounts> {
  const { text, values } = ticketCountsStatement(viewer, filter);
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  const [counts] = await sql.query<TicketCounts>(text, values, isNarrowed ? undefined : `ticket counts ${viewer.role}`);
  return counts ?? { mine: 0, pending: 0, all: 0, unread: 0 };
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
  const text = `
    SELECT ${upTo(...mine)} AS "mine",
           ${upTo(`ticket."status" = 'PENDING'`, ...visible)} AS "pending",
           ${upTo(`ticket."status" IN ('PENDING', 'OPEN')`, ...visible)} AS "all",
           ${upTo(...mine, `ticket."unreadMessages" > 0`)} AS "unread"`;
  return { text, values: parameters.values };
}
